using System.Text.Json;

namespace Weir.Tests.Execution.Statistics;

public class StatisticsTests
{
    private readonly ManualTime _time = new();

    private Pipeline<int, int> Taking => Some.Pipeline(Step.From<int, int>("takes", (ms, _) =>
    {
        _time.Advance(TimeSpan.FromMilliseconds(ms));
        return new ValueTask<int>(ms);
    }));

    [Fact(Timeout = 60_000)]
    public async Task GetStatistics_WithoutTheOption_SaysHowToTurnItOn()
    {
        await using var executor = new Executor();
        Assert.Null(executor.Statistics);
        Assert.Contains("CollectStatistics", Assert.Throws<InvalidOperationException>(executor.GetStatistics).Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task GetStatistics_OfNoRun_HasZerosAndNoCache()
    {
        await using var executor = Counting();
        var statistics = executor.GetStatistics();
        Assert.Equal((0, TimeSpan.Zero, TimeSpan.Zero), (statistics.ExecutionCount, statistics.TotalExecutionTime, statistics.AverageExecutionTime));
        Assert.Equal((null, null, null), (statistics.CacheHits, statistics.CacheMisses, statistics.CacheHitRate));
        Assert.Empty(statistics.Errors.ByType);
        Assert.Empty(statistics.Metrics.ByName);
        Assert.Equal(7, statistics.Metrics.Values.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task GetStatistics_OfInvokedAndRecordedRuns_TimesBoth()
    {
        await using var executor = Counting();
        await executor.InvokeAsync(Taking, 10, Some.Token);
        using var run = await executor.RunAsync(Taking, 30, Some.Token);
        var statistics = executor.GetStatistics();
        Assert.Equal((2, TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(20)), (statistics.ExecutionCount, statistics.TotalExecutionTime, statistics.AverageExecutionTime));
        Assert.Equal((10_000_000, 30_000_000, 40_000_000), (statistics.ExecutionTimes.Min, statistics.ExecutionTimes.Max, statistics.ExecutionTimes.Total));
        Assert.InRange(statistics.ExecutionTimes.StandardDeviation, 9_500_000, 10_500_000);
        Assert.InRange(statistics.ExecutionTimes.P50, 9_800_000, 10_200_000);
    }

    [Fact(Timeout = 60_000)]
    public async Task GetStatistics_OfAStepThatWaits_TimesTheWaitAndShowsTheRunInFlight()
    {
        await using var executor = Counting();
        var go = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = Some.Pipeline(Step.From<int, int>("waits", (_, _) => new ValueTask<int>(go.Task)));
        var invoked = executor.InvokeAsync(waiting, 1, Some.Token).AsTask();
        var recorded = executor.RunAsync(waiting, 1, new RunOptions { Progress = new RecordingObserver() }, Some.Token).AsTask();
        Assert.Equal((2, 2, 0), Flight(executor));
        _time.Advance(TimeSpan.FromSeconds(1));
        go.SetResult(7);
        await invoked;
        using var run = await recorded;
        Assert.Equal((2, 0, 2), Flight(executor));
        Assert.Equal(TimeSpan.FromSeconds(2), executor.GetStatistics().TotalExecutionTime);
    }

    [Fact(Timeout = 60_000)]
    public async Task GetStatistics_OfWorkflows_CountsThemByTheirName()
    {
        await using var executor = Counting();
        foreach (var workflow in new[] { Flow("good", null, null), Flow("bad", new FormatException(), new InvalidOperationException()) })
        {
            using var run = await executor.RunAsync(workflow, Some.Token);
        }

        var statistics = executor.GetStatistics();
        Assert.Equal((2, 1, 1), (statistics.ExecutionCount, statistics.Metrics.ByName["good"].Completed, statistics.Metrics.ByName["bad"].Failed));
        Assert.Equal(1, Assert.Single(statistics.Errors.ByType, static one => one.Key == "System.FormatException").Value);
    }

    [Fact(Timeout = 60_000)]
    public async Task GetStatistics_OfFailures_CountsThemByType()
    {
        await using var executor = Counting();
        await FailAsync(executor, new FormatException());
        await FailAsync(executor, new FormatException());
        await FailAsync(executor, new StepFailedException("by hand"));
        var byValue = Some.Pipeline(Step.From<int, int>("refuses", static (_, context) => new ValueTask<int>(context.Fail<int>("no"))));
        await Assert.ThrowsAsync<StepFailedException>(async () => await executor.InvokeAsync(byValue, 1, Some.Token));
        using (await executor.RunAsync(byValue, 1, Some.Token))
        {
        }

        var late = Pipeline.Create<int>("late").Then("waits", static async (int x, StepContext context) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.Time, context.CancellationToken);
            return x;
        }, static step => step.Timeout(TimeSpan.FromSeconds(1))).Build();
        var waiting = executor.InvokeAsync(late, 1, Some.Token).AsTask();
        _time.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<StepTimeoutException>(() => waiting);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using (await executor.RunAsync(byValue, 1, cancelled.Token))
        {
        }

        var errors = executor.GetStatistics().Errors;
        Assert.Equal((6, 1, 1), (errors.Count, errors.TimedOut, errors.Cancelled));
        Assert.Equal(2, errors.ByType["System.FormatException"]);
        Assert.Equal(3, errors.ByType[ErrorStatistics.FailedByValue]);
        Assert.Equal(1, errors.ByType["Weir.StepTimeoutException"]);
        Assert.Equal(3, errors.ByType.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task GetStatistics_OfPipelinesWithOneName_CountsThemTogether()
    {
        await using var executor = Counting();
        await executor.InvokeAsync(Some.Pipeline(Some.Step("a")), 1, Some.Token);
        await executor.InvokeAsync(Some.Pipeline(Some.Step("b")), 1, Some.Token);
        var metrics = executor.GetStatistics().Metrics;
        Assert.Equal(2, Assert.Single(metrics.ByName).Value.Completed);
        Assert.Equal((2, 2, 0), (metrics.Values["runs.started"], metrics.Values["runs.completed{numbers}"], metrics.Values["runs.in_flight{numbers}"]));
    }

    [Fact(Timeout = 60_000)]
    public async Task GetStatistics_OfMoreNamesThanAreKept_SumsTheOthers()
    {
        await using var executor = Counting();
        for (var i = 0; i < TelemetryMetrics.MaxNames + 20; i++)
        {
            await executor.InvokeAsync(Pipeline.Create<int>($"p{i}").Then(Some.Step("one")).Build(), 1, Some.Token);
        }

        var metrics = executor.GetStatistics().Metrics;
        Assert.Equal(TelemetryMetrics.MaxNames + 1, metrics.ByName.Count);
        Assert.Equal(20, metrics.ByName[TelemetryMetrics.OtherNames].Completed);
        Assert.Equal(TelemetryMetrics.MaxNames + 20, metrics.Runs.Completed);
    }

    [Fact]
    public void ErrorCounter_OfMoreTypesThanAreKept_SumsTheOthers()
    {
        Type[] types = [.. typeof(object).Assembly.GetTypes().Take(ErrorStatistics.MaxTypes + 50)];
        var errors = new ErrorCounter();
        Parallel.ForEach(types.Concat(types), errors.Add);
        var read = errors.Read();
        Assert.InRange(read.Count, 2, ErrorStatistics.MaxTypes + 1);
        Assert.Equal(types.Length * 2, read.Values.Sum());
        Assert.True(read[ErrorStatistics.OtherTypes] >= 100);
    }

    [Fact(Timeout = 60_000)]
    public async Task GetStatistics_OnceSomethingCaches_HasItsFigures()
    {
        await using var executor = Counting();
        var cache = executor.Statistics!.Cache;
        Assert.Same(cache, executor.Statistics.Cache);
        Assert.Equal((0, 0, null), Figures());
        cache.Hit();
        cache.Hit();
        cache.Hit();
        cache.Miss();
        Assert.Equal((3, 1, 0.75), Figures());

        (long?, long?, double?) Figures() => executor.GetStatistics() is var read ? (read.CacheHits, read.CacheMisses, read.CacheHitRate) : default;
    }

    [Fact(Timeout = 60_000)]
    public async Task GetStatistics_AfterDisposing_IsStillThere()
    {
        var executor = Counting();
        await executor.InvokeAsync(Taking, 1, Some.Token);
        await executor.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await executor.InvokeAsync(Taking, 1, Some.Token));
        Assert.Equal((1, 0, 1), Flight(executor));
    }

    [Fact(Timeout = 60_000)]
    public async Task GetStatistics_IsOfItsMomentAndCanBeWrittenAsJson()
    {
        await using var executor = Counting();
        await executor.InvokeAsync(Taking, 10, Some.Token);
        var then = executor.GetStatistics();
        await executor.InvokeAsync(Taking, 20, Some.Token);
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(then));
        Assert.Equal(1, json.RootElement.GetProperty("ExecutionCount").GetInt64());
        Assert.Equal(10_000_000, json.RootElement.GetProperty("ExecutionTimes").GetProperty("Max").GetInt64());
        Assert.Equal(1, json.RootElement.GetProperty("Metrics").GetProperty("Values").GetProperty("runs.started{numbers}").GetInt64());
    }

    private static (long Started, long InFlight, long Ended) Flight(Executor executor) =>
        executor.GetStatistics().Metrics.Runs is var runs ? (runs.Started, runs.InFlight, runs.Ended) : default;

    private static Workflow Flow(string name, params Exception?[] ends)
    {
        var builder = Workflow.Create(name);
        var stage = builder.AddStage("only");
        foreach (var (index, error) in ends.Index())
        {
            stage.AddStep($"s{index}", _ => error is null ? new ValueTask<int>(1) : throw error);
        }

        return builder.Build();
    }

    private async Task FailAsync(Executor executor, Exception error)
    {
        using var run = await executor.RunAsync(Some.Pipeline(Some.FailingStep("fails", error)), 1, Some.Token);
        Assert.Equal(RunStatus.Failed, run.Status);
    }

    private Executor Counting() => new(new ExecutorOptions { CollectStatistics = true, Time = _time });
}
