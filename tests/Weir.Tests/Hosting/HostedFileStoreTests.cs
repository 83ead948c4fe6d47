using Microsoft.Extensions.DependencyInjection;
using Weir.Tests.Execution.Journal;

namespace Weir.Tests.Hosting;

/// <summary>The store of a file that the host opens keeps what every store promises.</summary>
public sealed class HostedFileStoreTests : RunStoreConformance
{
    private readonly string _folder = Directory.CreateTempSubdirectory("weir-host-").FullName;

    private string File => Path.Combine(_folder, "runs.jsonl");

    public override async ValueTask DisposeAsync()
    {
        await ((HostedFileStore)Store).DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Host_WithAStoreFile_KeepsRunsFromOneStartToTheNext()
    {
        var file = Path.Combine(_folder, "hosted.jsonl");
        void Configure(IServiceCollection services) => services.AddWeir(TestHost.Section(("StoreFile", file)), static weir => weir
            .AddPipeline<int, int>("numbers", static (_, builder) => builder
                .Pause<int, int>("ask", static _ => "?", static (x, answer) => x + answer).Durable(new DurabilityOptions { Version = "1" })));

        using (var host = await TestHost.StartAsync(Configure))
        {
            using var paused = await host.Pipeline().RunAsync(1, new RunOptions { Id = "r" }, Some.Token);
            Assert.Equal(RunStatus.Paused, paused.Status);
            await host.StopAsync(Some.Token);
        }

        using (var host = await TestHost.StartAsync(Configure))
        {
            using var run = await host.Pipeline().ResumeAsync("r", [new PauseAnswer("numbers/ask", 41)], cancellationToken: Some.Token);
            Assert.Equal(42, run.Output);
        }
    }

    [Fact]
    public async Task Start_WithAStoreFileThatIsDamaged_IsRefused()
    {
        var file = Path.Combine(_folder, "damaged.jsonl");
        await System.IO.File.WriteAllTextAsync(file, "no journal\nat all\n", Some.Token);
        using var host = TestHost.Of(services => services.AddWeir(weir => weir.Configure(options => options.StoreFile = file)));
        await Assert.ThrowsAsync<InvalidDataException>(() => host.StartAsync(Some.Token));
    }

    private protected override ValueTask<IRunStore> OpenAsync() => new(new HostedFileStore(File));
}
