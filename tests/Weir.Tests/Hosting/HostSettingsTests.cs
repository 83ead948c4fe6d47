using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Weir.Tests.Hosting;

public class HostSettingsTests
{
    [Fact]
    public async Task AddWeir_WithoutSettings_HasTheDefaults()
    {
        using var host = await TestHost.StartAsync(static services => services.AddWeir());
        var executor = host.Services.GetRequiredService<Executor>();
        Assert.Same(executor, host.Services.GetRequiredService<Executor>());
        Assert.Equal((new ExecutorOptions().MaxParallel, false), (executor.Options.MaxParallel, executor.Options.CollectStatistics));
        Assert.Same(TimeProvider.System, executor.Options.Time);
        Assert.IsType<InMemoryRunStore>(executor.Options.Store);
        Assert.Equal(TimeSpan.FromSeconds(30), new WeirHostOptions().DrainTimeout);
    }

    [Fact]
    public async Task AddWeir_WithASection_TakesEverySetting()
    {
        var section = TestHost.Section(("MaxParallel", "7"), ("collectstatistics", "TRUE"), ("DrainTimeout", "00:00:05"), ("LogErrors", "true"));
        using var host = await TestHost.StartAsync(services => services.AddWeir(section));
        var options = host.Services.GetRequiredService<IOptions<WeirHostOptions>>().Value;
        Assert.Equal((7, true, TimeSpan.FromSeconds(5), true), (options.MaxParallel, options.CollectStatistics, options.DrainTimeout, options.LogErrors));
        var executor = host.Services.GetRequiredService<Executor>();
        Assert.Equal((7, true), (executor.Options.MaxParallel, executor.Options.CollectStatistics));
    }

    [Fact]
    public async Task AddWeir_WithASectionAndCode_LetsTheCodeWin()
    {
        using var host = await TestHost.StartAsync(static services => services
            .AddWeir(TestHost.Section(("MaxParallel", "7")), static weir => weir
                .Configure(static options => options.MaxParallel++)
                .ConfigureExecutor(static (_, options) => options with { MaxParallel = options.MaxParallel * 2 })));
        Assert.Equal(16, host.Services.GetRequiredService<Executor>().Options.MaxParallel);
    }

    [Theory]
    [InlineData("MaxParallel", "0", "Weir:MaxParallel is '0'; it must be a whole number from 1 to 4096.")]
    [InlineData("MaxParallel", "4097", "Weir:MaxParallel is '4097'; it must be a whole number from 1 to 4096.")]
    [InlineData("MaxParallel", "many", "Weir:MaxParallel is 'many'; it must be a whole number from 1 to 4096.")]
    [InlineData("MaxParallel", "", "Weir:MaxParallel is ''; it must be a whole number from 1 to 4096.")]
    [InlineData("MaxParallel:Deep", "1", "Weir:MaxParallel is ''; it must be a whole number from 1 to 4096.")]
    [InlineData("CollectStatistics", "yes", "Weir:CollectStatistics is 'yes'; it must be true or false.")]
    [InlineData("LogErrors", "1", "Weir:LogErrors is '1'; it must be true or false.")]
    [InlineData("StoreFile", " ", "Weir:StoreFile is ' '; it must be the path of a file.")]
    [InlineData("DrainTimeout", "30", "Weir:DrainTimeout is '30.00:00:00'; it must be a time from 00:00:00 to 1.00:00:00.")]
    [InlineData("DrainTimeout", "-00:00:01", "Weir:DrainTimeout is '-00:00:01'; it must be a time from 00:00:00 to 1.00:00:00.")]
    [InlineData("DrainTimeout", "soon", "Weir:DrainTimeout is 'soon'; it must be a time from 00:00:00 to 1.00:00:00.")]
    [InlineData("MaxParalel", "3", "Weir:MaxParalel is no setting of Weir; did you mean 'MaxParallel'?")]
    [InlineData("Quux", "3", "Weir:Quux is no setting of Weir.")]
    public async Task Start_WithAWrongSetting_IsRefusedInASentence(string key, string value, string expected)
    {
        using var host = TestHost.Of(services => services.AddWeir(TestHost.Section((key, value))));
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Some.Token));
        Assert.Equal([expected], error.Failures);
    }

    [Fact]
    public async Task Start_WithSeveralWrongSettings_NamesAll()
    {
        using var host = TestHost.Of(static services => services.AddWeir(
            TestHost.Section(("Wrong", "1"), ("MaxParallel", "x")), static weir => weir.Configure(static options => options.DrainTimeout = TimeSpan.FromDays(2))));
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Some.Token));
        Assert.Equal(
            [
                "Weir:Wrong is no setting of Weir.",
                "Weir:MaxParallel is 'x'; it must be a whole number from 1 to 4096.",
                "DrainTimeout is '2.00:00:00'; it must be a time from 00:00:00 to 1.00:00:00.",
            ],
            error.Failures);
    }

    [Fact]
    public void Resolve_WithAWrongSettingAndNoHost_IsRefusedToo()
    {
        var services = new ServiceCollection().AddWeir(TestHost.Section(("MaxParallel", "x"))).BuildServiceProvider();
        Assert.Throws<OptionsValidationException>(services.GetRequiredService<Executor>);
    }

    [Fact]
    public void AddWeir_WithTwoSections_IsRefused()
    {
        var services = new ServiceCollection().AddWeir(TestHost.Section());
        var error = Assert.Throws<InvalidOperationException>(() => services.AddWeir(TestHost.Section()));
        Assert.Equal("The executor without a key was given two sections of configuration; give it one.", error.Message);
        services.AddKeyedWeir("bulk", TestHost.Section());
        error = Assert.Throws<InvalidOperationException>(() => services.AddKeyedWeir("bulk", TestHost.Section()));
        Assert.Equal("The executor 'bulk' was given two sections of configuration; give it one.", error.Message);
    }

    [Fact]
    public async Task AddWeir_WithAClockAndAStoreAmongTheServices_TakesThem()
    {
        var (time, store) = (new ManualTime(), new InMemoryRunStore());
        using var host = await TestHost.StartAsync(services => services.AddSingleton<TimeProvider>(time).AddSingleton<IRunStore>(store).AddWeir());
        var options = host.Services.GetRequiredService<Executor>().Options;
        Assert.Same(time, options.Time);
        Assert.Same(store, options.Store);
    }

    [Fact]
    public async Task Start_WithTwoStores_IsRefused()
    {
        using var host = TestHost.Of(static services => services
            .AddSingleton<IRunStore>(new InMemoryRunStore()).AddWeir(static weir => weir.Configure(static options => options.StoreFile = "runs.jsonl")));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Some.Token));
        Assert.Equal("Weir has two stores: StoreFile is 'runs.jsonl', and an IRunStore is registered; take one of them away.", error.Message);
    }
}
