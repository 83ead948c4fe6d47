using Weir.Layers.Telemetry;
using Weir.Tests.Layers;

namespace Weir.Tests.Options;

public sealed partial class OptionEffectTests
{
    private static readonly TelemetryOptions AllRuns = new() { SamplingRate = 1 };

    [Theory]
    [InlineData(true, 40)]
    [InlineData(false, 0)]
    public async Task TelemetryEnabled_SetsWhetherRunsAreExported(bool enabled, int runs) => Assert.Equal(runs, (await ExportAsync(AllRuns with { Enabled = enabled }, runs: 40)).Runs.Count);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.25, 10)]
    [InlineData(1, 40)]
    public async Task SamplingRate_SetsWhichShareOfTheRunsIsExported(double rate, int runs) =>
        Assert.InRange((await ExportAsync(new() { SamplingRate = rate }, runs: 40)).Runs.Count, runs * 0.9, runs * 1.1);

    [Theory]
    [InlineData(3, new[] { 3, 3, 2 })]
    [InlineData(100, new[] { 8 })]
    public async Task BatchSize_SetsHowManySpansAreExportedAtOnce(int size, int[] batches) =>
        Assert.Equal(batches, (await ExportAsync(AllRuns with { BatchSize = size }, runs: 4)).Batches.Select(static batch => batch.Count));

    [Theory]
    [InlineData(1)]
    [InlineData(90)]
    public async Task FlushInterval_SetsWhenWhatWaitsIsExported(int seconds)
    {
        var (exporter, time) = (new ListExporter(), new ManualTime());
        await using var executor = exporter.NewExecutor(AllRuns with { FlushInterval = TimeSpan.FromSeconds(seconds) }, time);
        (await executor.RunAsync(Some.Pipeline(Some.Step("a")), 1, Some.Token)).Dispose();
        await time.WaitForTimersAsync(1, Some.Token);
        Assert.Equal(TimeSpan.FromSeconds(seconds), time.UntilNextTimer);
        Assert.Empty(exporter.Batches);
        time.AdvanceToNextTimer();
        await exporter.WaitForAsync(1);
        Assert.Equal(2, exporter.Spans.Count);
    }

    [Theory]
    [InlineData(4, 6)]
    [InlineData(10, 12)]
    public async Task QueueLength_SetsHowManySpansWait(int length, int exported)
    {
        // The exporter holds the first two spans until all runs have ended; what waits meanwhile is what is left.
        var (gate, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        var exporter = new ListExporter
        {
            Before = (_, _) =>
            {
                held.TrySetResult();
                return gate.Task;
            },
        };
        var executor = exporter.NewExecutor(AllRuns with { QueueLength = length, BatchSize = 2 }, new ManualTime());
        var pipeline = Some.Pipeline(Some.Step("a"));
        for (var number = 0; number < 20; number++)
        {
            (await executor.RunAsync(pipeline, 1, Some.Token)).Dispose();
            await held.Task.WaitAsync(Some.Token);
        }

        gate.SetResult();
        await executor.DisposeAsync();
        Assert.Equal(exported, exporter.Spans.Count);
    }

    /// <summary>Some runs of two spans each.</summary>
    private static async Task<ListExporter> ExportAsync(TelemetryOptions options, int runs)
    {
        var exporter = new ListExporter();
        await using var executor = exporter.NewExecutor(options, new ManualTime());
        for (var number = 0; number < runs; number++)
        {
            (await executor.RunAsync(Some.Pipeline(Some.Step("a")), 1, Some.Token)).Dispose();
        }

        await executor.DisposeAsync();
        return exporter;
    }
}
