using Microsoft.Extensions.DependencyInjection;
using Weir.Layers.Telemetry;
using Weir.Tests.Hosting;

namespace Weir.Tests.Layers;

/// <summary>Batches, the queue before them, and how they end.</summary>
public class TelemetryExportTests
{
    private static readonly TelemetryOptions All = new() { SamplingRate = 1 };

    [Fact]
    public async Task Batch_IsExportedWhenItIsFull_WithoutAnyTime()
    {
        var (exporter, time) = (new ListExporter(), new ManualTime());
        await using var executor = exporter.NewExecutor(All with { BatchSize = 4 }, time);
        await RunAsync(executor, 2);
        await exporter.WaitForAsync(1);
        Assert.Equal(4, Assert.Single(exporter.Batches).Count);
    }

    [Fact]
    public async Task Batch_ThatIsNotFull_IsExportedAfterTheInterval()
    {
        var (exporter, time) = (new ListExporter(), new ManualTime());
        await using var executor = exporter.NewExecutor(All with { FlushInterval = TimeSpan.FromSeconds(5) }, time);
        await RunAsync(executor, 1);
        await time.WaitForTimersAsync(1, Some.Token);
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Empty(exporter.Batches);
        Assert.Equal(2, executor.GetTelemetryStatistics().Queued);
        time.Advance(TimeSpan.FromSeconds(0.1));
        await exporter.WaitForAsync(1);
        Assert.Equal(2, exporter.Spans.Count);
    }

    /// <summary>Where the end cannot be timed it is waited for.</summary>
    [Fact]
    public async Task Dispose_WithAClockWithoutTimers_ExportsAll()
    {
        var exporter = new ListExporter { Before = static async (_, _) => await Task.Yield() };
        var executor = exporter.NewExecutor(All with { BatchSize = 2 }, new NoTimers());
        await RunAsync(executor, 5);
        await executor.DisposeAsync();
        Assert.Equal(10, executor.GetTelemetryStatistics().Exported);
    }

    private sealed class NoTimers : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("There are no timers.");
    }

    [Fact]
    public async Task Batches_OfOneSpan_CutRunsAndKeepTheirOrder()
    {
        var exporter = new ListExporter();
        await using (var executor = exporter.NewExecutor(All with { BatchSize = 1 }))
        {
            await RunAsync(executor, 3);
        }

        Assert.All(exporter.Batches, static batch => Assert.Single(batch));
        Assert.Equal(["p", "p/a", "p", "p/a", "p", "p/a"], exporter.Spans.Select(static span => span.Path));
    }

    [Fact]
    public async Task Timers_AreThereOnlyWhileSomethingWaits()
    {
        var (exporter, time) = (new ListExporter(), new ManualTime());
        await using var executor = exporter.NewExecutor(All, time);
        Assert.Equal(0, time.Timers);
        await RunAsync(executor, 1);
        await time.WaitForTimersAsync(1, Some.Token);
        time.Advance(TimeSpan.FromSeconds(2));
        await exporter.WaitForAsync(1);
        await executor.Plans.FlushAsync();
        Assert.Equal(0, time.Timers);
    }

    [Fact]
    public async Task Dispose_ExportsWhatIsLeft_WithoutAnyTime()
    {
        var exporter = new ListExporter();
        var executor = exporter.NewExecutor(All with { BatchSize = 100 }, new ManualTime());
        await RunAsync(executor, 30);
        await executor.DisposeAsync();
        Assert.Equal([60], exporter.Batches.Select(static batch => batch.Count));
        Assert.Equal(new TelemetryStatistics(30, 60, 60, 0, 0, null), executor.GetTelemetryStatistics());
    }

    [Fact]
    public async Task Stop_ExportsWhatIsLeft()
    {
        var exporter = new ListExporter();
        await using var executor = exporter.NewExecutor(All, new ManualTime());
        await RunAsync(executor, 3);
        await executor.StopAsync(TimeSpan.Zero, Some.Token);
        Assert.Equal(6, exporter.Spans.Count);
    }

    [Fact]
    public async Task FullQueue_DropsWholeRunsAndCountsThem()
    {
        var gate = new TaskCompletionSource();
        var exporter = new ListExporter { Before = (_, _) => gate.Task };
        var executor = exporter.NewExecutor(All with { BatchSize = 4, QueueLength = 5, FlushInterval = TimeSpan.FromHours(1) });
        await RunAsync(executor, 2);
        await WaitUntilTakenAsync(executor, 4);
        await RunAsync(executor, 10);
        Assert.Equal(new TelemetryStatistics(12, 24, 0, 16, 0, null), executor.GetTelemetryStatistics());
        gate.SetResult();
        await executor.DisposeAsync();
        Assert.Equal(new TelemetryStatistics(12, 24, 8, 16, 0, null), executor.GetTelemetryStatistics());
        Assert.Equal(8, exporter.Spans.Count);

        // The first batch has left the queue when another four spans fit.
        async Task WaitUntilTakenAsync(Executor one, int fits)
        {
            var queue = one.Plans.Spans!;
            while (queue.Free < fits)
            {
                await Task.Delay(1, Some.Token);
            }
        }
    }

    [Fact]
    public async Task Exporter_ThatThrows_LosesItsBatchAndNothingElse()
    {
        var error = new TimeZoneNotFoundException();
        var thrown = 0;
        var exporter = new ListExporter { Before = (_, _) => thrown++ == 1 ? throw error : Task.CompletedTask };
        var executor = exporter.NewExecutor(All with { BatchSize = 2 });
        for (var i = 0; i < 3; i++)
        {
            using var run = await executor.RunAsync(Pipeline(), 1, Some.Token);
            Assert.Equal((RunStatus.Completed, 2), (run.Status, run.Output));
        }

        await executor.DisposeAsync();
        Assert.Equal(new TelemetryStatistics(3, 6, 4, 0, 2, error), executor.GetTelemetryStatistics());
    }

    [Fact]
    public async Task Listening_ThatThrows_LeavesTheRunAlone()
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = new OptimizationOptions { Telemetry = All }, TelemetryExporter = new DeafExporter() });
        Assert.Equal(2, await executor.InvokeAsync(Pipeline(), 1, Some.Token));
        var statistics = executor.GetTelemetryStatistics();
        Assert.Equal((0, "who is there?"), (statistics.SampledRuns, statistics.LastError?.Message));
    }

    [Fact]
    public async Task ClockThatMakesNoTimers_ExportsAtOnce()
    {
        var exporter = new ListExporter();
        await using var executor = exporter.NewExecutor(All, new TimerlessTime());
        await RunAsync(executor, 1);
        await exporter.WaitForAsync(1);
        Assert.Equal("no timers", executor.GetTelemetryStatistics().LastError?.Message);
    }

    [Fact]
    public async Task ClockThatBreaks_WhenSpansAreMade_LosesTheBatchAndNothingElse()
    {
        var (exporter, time) = (new ListExporter(), new BrokenTime());
        var executor = exporter.NewExecutor(All, time);
        await RunAsync(executor, 2);
        time.IsBroken = true;
        await executor.DisposeAsync();
        var statistics = executor.GetTelemetryStatistics();
        Assert.Equal((4, 4, "no frequency"), (statistics.Spans, statistics.Failed, statistics.LastError?.Message));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dispose_WithADrainTimeoutThatCannotBeMeant_TakesTheDefault(bool throws)
    {
        var exporter = new ListExporter { Before = static (_, _) => Task.Delay(1, Some.Token), Drain = () => throws ? throw Some.Failure() : TimeSpan.Zero };
        var executor = exporter.NewExecutor(All with { BatchSize = 2 });
        await RunAsync(executor, 5);
        await executor.DisposeAsync();
        await executor.DisposeAsync();
        Assert.Equal(10, exporter.Spans.Count);
        Assert.NotNull(executor.GetTelemetryStatistics().LastError);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dispose_WithAnExporterThatHangs_SaysSoOnce_AndDropsTheRest(bool heedsItsToken)
    {
        var (hung, time) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new ManualTime());
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var exporter = new ListExporter
        {
            Before = (_, token) =>
            {
                began.TrySetResult();
                return heedsItsToken ? hung.Task.WaitAsync(token) : hung.Task;
            },
        };
        var executor = exporter.NewExecutor(All with { BatchSize = 2 }, time);
        await RunAsync(executor, 5);
        await began.Task;
        var ending = executor.DisposeAsync().AsTask();
        await time.WaitForTimersAsync(1, Some.Token);
        time.Advance(TimeSpan.FromSeconds(30));
        var error = await Assert.ThrowsAsync<TimeoutException>(() => ending);
        Assert.StartsWith("10 spans of telemetry were not exported within 00:00:30", error.Message, StringComparison.Ordinal);
        await executor.DisposeAsync();
        hung.TrySetResult();
        while (executor.GetTelemetryStatistics().Queued > 0)
        {
            await Task.Delay(1, Some.Token);
        }

        var statistics = executor.GetTelemetryStatistics();
        Assert.Equal((10, heedsItsToken ? 0 : 2, 8, heedsItsToken ? 2 : 0), (statistics.Spans, statistics.Exported, statistics.Dropped, statistics.Failed));
    }

    [Fact]
    public async Task Host_TakesTheExporterOfItsServices_AndDrainsItWhenItStops()
    {
        var exporter = new ListExporter();
        using var host = await TestHost.StartAsync(services => services.AddFixedTime().AddSingleton<TelemetryExporter>(exporter).AddWeir(
            static weir => weir.AddPipeline<int, int>("numbers", static (_, builder) => builder.AddTelemetry(All).Then("a", static x => x + 1))));
        (await host.Pipeline().RunAsync(1, Some.Token)).Dispose();
        await host.StopAsync(Some.Token);
        Assert.Equal(["numbers", "numbers/a"], exporter.Spans.Select(static span => span.Path));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(100_000)]
    public async Task Race_OfEightThreads_AccountsForEverySpan(int queueLength)
    {
        const int threads = 8;
        const int runs = 400;
        var exporter = new ListExporter { Before = static async (_, _) => await Task.Yield() };
        var executor = exporter.NewExecutor(All with { BatchSize = 16, QueueLength = queueLength, FlushInterval = TimeSpan.FromMilliseconds(1) });
        var pipeline = Pipeline();
        await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(
            async () =>
            {
                for (var i = 0; i < runs; i++)
                {
                    using var run = await executor.RunAsync(pipeline, i, new RunOptions { Id = $"{thread}-{i}" }, Some.Token);
                    Assert.Equal(i + 1, run.Output);
                    var now = executor.GetTelemetryStatistics();
                    Assert.InRange(now.Queued, 0, now.Spans);
                    if (thread == 0 && i % 50 == 0)
                    {
                        executor.DisableOptimizations();
                        executor.EnableOptimizations();
                    }
                }
            },
            Some.Token)));
        await executor.DisposeAsync();
        var statistics = executor.GetTelemetryStatistics();
        Assert.Equal((0, 0, statistics.SampledRuns * 2), (statistics.Queued, statistics.Failed, statistics.Spans));
        Assert.Equal(exporter.Spans.Count, statistics.Exported);
        Assert.All(exporter.Spans.GroupBy(static span => span.RunId), static run => Assert.Equal(["p", "p/a"], run.Select(static span => span.Path)));
        Assert.All(exporter.Batches, static batch => Assert.InRange(batch.Count, 1, 16));
        if (queueLength > threads * runs * 2)
        {
            Assert.Equal(0, statistics.Dropped);
        }
    }

    private static Pipeline<int, int> Pipeline() => Weir.Pipeline.Create<int>("p").Then("a", static x => x + 1).Build();

    private static async Task RunAsync(Executor executor, int runs)
    {
        var pipeline = Pipeline();
        for (var i = 0; i < runs; i++)
        {
            (await executor.RunAsync(pipeline, 1, Some.Token)).Dispose();
        }
    }

    private sealed class TimerlessTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            period == TimeSpan.Zero || dueTime < TimeSpan.FromSeconds(30) ? throw new NotSupportedException("no timers") : base.CreateTimer(callback, state, dueTime, period);
    }

    private sealed class BrokenTime : TimeProvider
    {
        public bool IsBroken { get; set; }

        public override long TimestampFrequency => IsBroken ? throw new NotSupportedException("no frequency") : base.TimestampFrequency;
    }

    private sealed class DeafExporter : TelemetryExporter
    {
        public override bool IsListening => throw new InvalidOperationException("who is there?");

        public override ValueTask ExportAsync(IReadOnlyList<TelemetrySpan> batch, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
