using Microsoft.Extensions.DependencyInjection;

namespace Weir.Tests.Hosting;

public class KeyedExecutorTests
{
    [Fact]
    public async Task AddKeyedWeir_BesideAddWeir_MakesExecutorsWithOptionsOfTheirOwn()
    {
        var (time, bulkTime) = (new ManualTime(), new ManualTime());
        using var host = await TestHost.StartAsync(services => services
            .AddSingleton<TimeProvider>(time)
            .AddKeyedSingleton<TimeProvider>("bulk", bulkTime)
            .AddWeir(TestHost.Section(("MaxParallel", "3")))
            .AddKeyedWeir("bulk", TestHost.Section(("MaxParallel", "9")))
            .AddKeyedWeir("plain"));
        var executors = new[]
        {
            host.Services.GetRequiredService<Executor>(),
            host.Services.GetRequiredKeyedService<Executor>("bulk"),
            host.Services.GetRequiredKeyedService<Executor>("plain"),
        };
        Assert.Equal(3, executors.Distinct().Count());
        Assert.Equal([3, 9, new ExecutorOptions().MaxParallel], executors.Select(static executor => executor.Options.MaxParallel));
        Assert.Equal([time, bulkTime, time], executors.Select(static executor => executor.Options.Time));
        Assert.Null(host.Services.GetKeyedService<Executor>("other"));
    }

    [Fact]
    public async Task AddPipeline_OfAKeyedExecutor_RunsOnThatOne()
    {
        using var host = await TestHost.StartAsync(static services => services
            .AddWeir(static weir => weir.AddPipeline<int, int>("one", static (_, pipeline) => pipeline.Then("add", static x => x + 1)))
            .AddKeyedWeir("bulk", static weir => weir.AddPipeline<int, int>("many", static (_, pipeline) => pipeline.Then("add", static x => x + 100)))
            .AddKeyedWeir("bulk", static weir => weir.AddPipeline(Some.Pipeline(Some.Step("built")))));
        Assert.Same(host.Services.GetRequiredService<Executor>(), host.Pipeline("one").Executor);
        Assert.Same(host.Services.GetRequiredKeyedService<Executor>("bulk"), host.Pipeline("many").Executor);
        Assert.Same(host.Services.GetRequiredKeyedService<Executor>("bulk"), host.Pipeline("numbers").Executor);
        Assert.Equal((2, 101, 2), (
            await host.Pipeline("one").InvokeAsync(1, Some.Token),
            await host.Pipeline("many").InvokeAsync(1, Some.Token),
            await host.Pipeline("numbers").InvokeAsync(1, Some.Token)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AddPipeline_UnderANameThatIsTaken_IsRefused(bool byAnotherExecutor)
    {
        var services = new ServiceCollection().AddWeir(static weir => weir.AddPipeline(Some.Pipeline(Some.Step("a"))));
        var error = Assert.Throws<ArgumentException>(() => byAnotherExecutor
            ? services.AddKeyedWeir("bulk", static weir => weir.AddPipeline(Some.Pipeline(Some.Step("b"))))
            : services.AddWeir(static weir => weir.AddPipeline<int, int>("numbers", static (_, pipeline) => pipeline.Then("b", static x => x))));
        Assert.StartsWith("There are two pipelines named 'numbers'; give one of them another name.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void AddKeyedWeir_WithoutAKey_IsRefused(string key) => Assert.Throws<ArgumentException>(() => new ServiceCollection().AddKeyedWeir(key));

    [Fact]
    public void AddStep_OfWhatIsNoStep_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(static () => new ServiceCollection().AddWeir(static weir => weir.AddStep<ScopedPart>()));
        Assert.StartsWith("ScopedPart is no step; derive it from Step<TIn, TOut>.", error.Message, StringComparison.Ordinal);
    }
}
