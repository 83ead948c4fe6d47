namespace Weir.Tests.Execution;

public sealed class ExecutorStopTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly Executor _executor;

    public ExecutorStopTests() => _executor = new Executor(new ExecutorOptions { Time = _time });

    public ValueTask DisposeAsync() => _executor.DisposeAsync();

    [Fact]
    public async Task StopAsync_WithNothingInFlight_EndsAtOnceAndRefusesAllLater()
    {
        Assert.False(_executor.IsStopping);
        var report = await _executor.StopAsync(TimeSpan.FromHours(1), Some.Token);
        Assert.Empty(report.CutRuns);
        Assert.True(_executor.IsStopping);
        var error = await Assert.ThrowsAsync<ObjectDisposedException>(async () => await _executor.RunAsync(Some.Pipeline(Some.Step("a")), 1, Some.Token));
        Assert.Contains("was stopped or disposed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(24 * 3600 + 1)]
    public async Task StopAsync_WithATimeOutOfRange_RefusesAndStopsNothing(int seconds)
    {
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await _executor.StopAsync(TimeSpan.FromSeconds(seconds), Some.Token));
        Assert.Contains("between 00:00:00 and 1.00:00:00", error.Message, StringComparison.Ordinal);
        Assert.False(_executor.IsStopping);
    }

    [Fact(Timeout = 60_000)]
    public async Task StopAsync_WhenRunsEndInTime_CutsNone()
    {
        var step = new GatedStep();
        var running = _executor.RunAsync(Some.Pipeline(step), 1, Some.Token).AsTask();
        var stopping = _executor.StopAsync(TimeSpan.FromSeconds(30), Some.Token).AsTask();
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(stopping.IsCompleted);
        Assert.False(step.Token.IsCancellationRequested);
        step.End();
        Assert.Empty((await stopping).CutRuns);
        using var run = await running;
        Assert.Equal(2, run.Output);
    }

    [Fact(Timeout = 60_000)]
    public async Task StopAsync_WhenTheTimeIsUp_CancelsTheRunsAndNamesThem()
    {
        var step = new GatedStep();
        var running = _executor.RunAsync(Some.Pipeline(step), 1, new RunOptions { Id = "first" }, Some.Token).AsTask();
        var stopping = _executor.StopAsync(TimeSpan.FromSeconds(30), Some.Token).AsTask();
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([new CutRun("numbers", "first", RunStatus.Cancelled)], (await stopping).CutRuns);
        using var run = await running;
        Assert.Equal(RunStatus.Cancelled, run.Status);
        Assert.Equal("first", run.Id);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StopAsync_OfRunsForTheirValue_CutsThemByTheIdThatTheirStepsSaw(bool isZero)
    {
        var step = new GatedStep();
        var running = _executor.InvokeAsync(Some.Pipeline(step), 1, Some.Token).AsTask();
        using var source = new CancellationTokenSource();
        var stopping = _executor.StopAsync(isZero ? TimeSpan.Zero : TimeSpan.FromHours(1), source.Token).AsTask();
        if (!isZero)
        {
            Assert.False(stopping.IsCompleted);
            await source.CancelAsync();
        }

        Assert.Equal([new CutRun("numbers", step.RunId!, RunStatus.Cancelled)], (await stopping).CutRuns);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StopAsync_OfARunThatHeedsItsTokenInItsOwnWay_ReportsOnlyWhatDidNotComplete(bool completes)
    {
        var step = new GatedStep { OnCancel = completes ? () => 5 : () => throw Some.Failure() };
        var running = _executor.RunAsync(Some.Pipeline(step), 1, new RunOptions { Id = "own" }, Some.Token).AsTask();
        var report = await _executor.StopAsync(TimeSpan.Zero, Some.Token);
        using var run = await running;
        Assert.Equal(completes ? RunStatus.Completed : RunStatus.Failed, run.Status);
        Assert.Equal(completes ? [] : [new CutRun("numbers", "own", RunStatus.Failed)], report.CutRuns);
    }

    [Fact(Timeout = 60_000)]
    public async Task StopAsync_OfAWorkflow_NamesIt()
    {
        var step = new GatedStep();
        var builder = Workflow.Create("work");
        builder.AddStage("only").AddStep("wait", context => step.RunAsync(1, context));
        var running = _executor.RunAsync(builder.Build(), new RunOptions { Id = "w" }, Some.Token).AsTask();
        await step.Started;
        var report = await _executor.StopAsync(TimeSpan.Zero, Some.Token);
        Assert.Equal([new CutRun("work", "w", RunStatus.Cancelled)], report.CutRuns);
        using var run = await running;
        Assert.Equal(RunStatus.Cancelled, run.Status);
    }

    [Fact(Timeout = 60_000)]
    public async Task StopAsync_WhileItIsDisposed_CutsAtOnce()
    {
        var step = new GatedStep();
        var running = _executor.RunAsync(Some.Pipeline(step), 1, Some.Token).AsTask();
        var stopping = _executor.StopAsync(TimeSpan.FromHours(1), Some.Token).AsTask();
        await _executor.DisposeAsync();
        Assert.Single((await stopping).CutRuns);
        using var run = await running;
        Assert.Single((await _executor.StopAsync(TimeSpan.Zero, Some.Token)).CutRuns);
        await _executor.DisposeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task StopAsync_WhereACallbackOfTheTokenThrows_ReportsAndLeavesItToDispose()
    {
        var executor = new Executor();
        var step = new GatedStep { OnToken = static token => token.Register(static () => throw Some.Failure()) };
        var running = executor.RunAsync(Some.Pipeline(step), 1, Some.Token).AsTask();
        Assert.Single((await executor.StopAsync(TimeSpan.Zero, Some.Token)).CutRuns);
        using var run = await running;
        await Assert.ThrowsAsync<AggregateException>(async () => await executor.DisposeAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task StopAsync_RacedWithRunsAndItself_AccountsForEveryRun()
    {
        var random = new Random(11);
        for (var round = 0; round < 100; round++)
        {
            var executor = new Executor();
            var pipeline = Some.Pipeline(Step.From<int, int>("yield", static async (x, context) =>
            {
                await Task.Yield();
                context.CancellationToken.ThrowIfCancellationRequested();
                return x;
            }));
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => WorkAsync(executor, pipeline, begun), Some.Token)).ToArray();
            await begun.Task;
            var drain = random.Next(2) == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(random.Next(3));
            var reports = await Task.WhenAll(executor.StopAsync(drain, Some.Token).AsTask(), executor.StopAsync(TimeSpan.FromHours(1), Some.Token).AsTask());
            var cancelled = (await Task.WhenAll(workers)).Sum();
            Assert.All(reports, report => Assert.Equal(cancelled, report.CutRuns.Count));
            await executor.DisposeAsync();
        }
    }

    private static async Task<int> WorkAsync(Executor executor, Pipeline<int, int> pipeline, TaskCompletionSource begun)
    {
        var cancelled = 0;
        while (true)
        {
            try
            {
                using var run = await executor.RunAsync(pipeline, 1, CancellationToken.None);
                begun.TrySetResult();
                cancelled += run.Status == RunStatus.Cancelled ? 1 : 0;
            }
            catch (ObjectDisposedException)
            {
                return cancelled;
            }
        }
    }
}
