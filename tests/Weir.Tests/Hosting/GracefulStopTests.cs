using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Weir.Tests.Hosting;

public sealed class GracefulStopTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly ListLog _log = new();
    private readonly ScopedParts _parts = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Stop_WithNothingInFlight_EndsAtOnce()
    {
        using var host = await HostAsync(new GatedStep());
        await host.StopAsync(Some.Token);
        Assert.Equal(
            ["Information 20 The executor 'default' takes no new runs; 0 in flight have 00:00:30 to end.", "Information 23 The executor 'default' stopped; 0 runs were cut."],
            _log.Of("Weir.Host"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await host.Pipeline().RunAsync(1, Some.Token));
        Assert.Empty(_parts.Made);
    }

    [Fact(Timeout = 60_000)]
    public async Task Stop_WhenRunsEndInTime_WaitsForThemAndTheirServices()
    {
        var step = new GatedStep();
        using var host = await HostAsync(step);
        var running = host.Pipeline().RunAsync(1, Some.Token).AsTask();
        await step.Started;
        var stopping = host.StopAsync(Some.Token);
        await _time.WaitForTimersAsync(1, Some.Token);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(stopping.IsCompleted);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await host.Pipeline().RunAsync(1, Some.Token));
        step.End();
        await stopping;
        Assert.Equal(1, Assert.Single(_parts.Made).Disposed);
        using var run = await running;
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal("Information 23 The executor 'default' stopped; 0 runs were cut.", _log.Of("Weir.Host").Last());
    }

    [Fact(Timeout = 60_000)]
    public async Task Stop_WhenTheTimeIsUp_CancelsAndSaysWhatWasCut()
    {
        var step = new GatedStep();
        using var host = await HostAsync(step);
        var running = host.Pipeline().RunAsync(1, new RunOptions { Id = "slow" }, Some.Token).AsTask();
        await step.Started;
        var stopping = host.StopAsync(Some.Token);
        await _time.WaitForTimersAsync(1, Some.Token);
        _time.Advance(TimeSpan.FromSeconds(30));
        await stopping;
        using var run = await running;
        Assert.Equal(RunStatus.Cancelled, run.Status);
        Assert.Equal(1, Assert.Single(_parts.Made).Disposed);
        Assert.Equal(
            [
                "Information 20 The executor 'default' takes no new runs; 1 in flight have 00:00:30 to end.",
                "Warning 21 The executor 'default' cancels the 1 runs that have not ended.",
                "Warning 22 The run slow of 'numbers' was cut, and ended as Cancelled.",
                "Information 23 The executor 'default' stopped; 1 runs were cut.",
            ],
            _log.Of("Weir.Host"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Stop_WhenTheHostHasNoMoreTime_CancelsAtOnce()
    {
        var step = new GatedStep();
        using var host = await HostAsync(step);
        var running = host.Pipeline().RunAsync(1, Some.Token).AsTask();
        await step.Started;
        using var source = new CancellationTokenSource();
        var stopping = host.StopAsync(source.Token);
        await _time.WaitForTimersAsync(1, Some.Token);
        Assert.False(stopping.IsCompleted);
        await source.CancelAsync();
        try
        {
            await stopping;
        }
        catch (OperationCanceledException)
        {
            // The host may say so of itself.
            Assert.True(source.IsCancellationRequested);
        }

        using var run = await running;
        Assert.Equal(RunStatus.Cancelled, run.Status);
    }

    [Fact(Timeout = 60_000)]
    public async Task Stop_WithSeveralExecutors_DrainsThemAtTheSameTime()
    {
        var (first, second) = (new GatedStep(), new GatedStep());
        using var host = await TestHost.StartAsync(services => services
            .AddSingleton<TimeProvider>(_time)
            .AddWeir(weir => weir.AddPipeline<int, int>("first", (_, builder) => builder.Then(first)))
            .AddKeyedWeir("bulk", weir => weir.AddPipeline<int, int>("second", (_, builder) => builder.Then(second))));
        var running = new[] { host.Pipeline("first").RunAsync(1, Some.Token).AsTask(), host.Pipeline("second").RunAsync(1, Some.Token).AsTask() };
        await Task.WhenAll(first.Started, second.Started);
        var stopping = host.StopAsync(Some.Token);
        await _time.WaitForTimersAsync(2, Some.Token);
        Assert.All([host.Services.GetRequiredService<Executor>(), host.Services.GetRequiredKeyedService<Executor>("bulk")], static one => Assert.True(one.IsStopping));
        _time.Advance(TimeSpan.FromSeconds(30));
        await stopping;
        Assert.All(await Task.WhenAll(running), static run => Assert.Equal(RunStatus.Cancelled, run.Status));
    }

    [Fact(Timeout = 60_000)]
    public async Task Dispose_WithoutAHost_CancelsAndWaitsForServices()
    {
        var step = new GatedStep();
        var services = Add(new ServiceCollection(), step).BuildServiceProvider();
        var running = services.GetRequiredKeyedService<HostedPipeline<int, int>>("numbers").RunAsync(1, Some.Token).AsTask();
        await step.Started;
        await services.DisposeAsync();
        Assert.Equal(1, Assert.Single(_parts.Made).Disposed);
        using var run = await running;
        Assert.Equal(RunStatus.Cancelled, run.Status);
    }

    [Fact(Timeout = 120_000)]
    public async Task Stop_RacedWithRuns_LeavesNoServicesBehind()
    {
        for (var round = 0; round < 30; round++)
        {
            var parts = new ScopedParts();
            using var host = await TestHost.StartAsync(services => services
                .AddSingleton(parts).AddScoped<ScopedPart>()
                .AddWeir(weir => weir.Configure(options => options.DrainTimeout = TimeSpan.FromMilliseconds(round % 3))
                    .AddStep<PartStep>().AddPipeline<int, int>("numbers", static (_, builder) => builder.Then<PartStep, int>())));
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => WorkAsync(host.Pipeline(), begun), Some.Token)).ToArray();
            await begun.Task;
            await host.StopAsync(Some.Token);
            Assert.All(parts.Made, static part => Assert.Equal(1, part.Disposed));
            var made = parts.Made.Count;
            await Task.WhenAll(workers);
            Assert.Equal(made, parts.Made.Count);
        }
    }

    private static async Task WorkAsync(HostedPipeline<int, int> pipeline, TaskCompletionSource begun)
    {
        try
        {
            while (true)
            {
                using var run = await pipeline.RunAsync(1, CancellationToken.None);
                begun.TrySetResult();
                Assert.True(run.Status is RunStatus.Completed or RunStatus.Cancelled);
            }
        }
        catch (ObjectDisposedException error)
        {
            Assert.Contains("was stopped", error.Message, StringComparison.Ordinal);
        }
    }

    private Task<IHost> HostAsync(GatedStep step) => TestHost.StartAsync(services => Add(services, step), _log);

    private IServiceCollection Add(IServiceCollection services, GatedStep step) => services
        .AddSingleton<TimeProvider>(_time).AddSingleton(_parts).AddScoped<ScopedPart>()
        .AddWeir(weir => weir.AddStep<PartStep>().AddPipeline<int, int>("numbers", (_, builder) => builder.Then<PartStep, int>().Then(step)));
}
