namespace Weir.Tests.Execution;

public class ExecutorDisposeTests
{
    [Fact]
    public async Task RunAsync_AfterDispose_Refuses()
    {
        var executor = new Executor();
        await executor.DisposeAsync();
        await executor.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await executor.RunAsync(Some.Pipeline(Some.Step("a")), 1, Some.Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task DisposeAsync_WithARunInFlight_CancelsItAndWaits()
    {
        var executor = new Executor();
        var started = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pipeline = Some.Pipeline(Step.From<int, int>("a", async (x, context) =>
        {
            var cancelled = new TaskCompletionSource();
            using var registration = context.CancellationToken.Register(cancelled.SetResult);
            started.SetResult();
            await cancelled.Task;
            await mayEnd.Task;
            context.CancellationToken.ThrowIfCancellationRequested();
            return x;
        }));
        var running = executor.RunAsync(pipeline, 1, Some.Token);
        await started.Task;
        var disposing = executor.DisposeAsync().AsTask();
        var again = executor.DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        Assert.False(again.IsCompleted);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await executor.RunAsync(pipeline, 1, Some.Token));
        mayEnd.SetResult();
        using var run = await running;
        await disposing;
        await again;
        Assert.Equal(RunStatus.Cancelled, run.Status);
    }

    [Fact]
    public async Task RunAsync_WithATokenThatIsUseless_LeavesTheExecutorWhole()
    {
        await using var executor = new Executor();
        var source = new CancellationTokenSource();
        var token = source.Token;
        source.Dispose();
        using var run = await executor.RunAsync(Some.Pipeline(Some.Step("a")), 1, token);
        Assert.Equal(RunStatus.Completed, run.Status);
    }

    [Fact]
    public void MaxParallel_ByDefault_IsAtLeastThree() =>
        Assert.Equal(Math.Max(3, Environment.ProcessorCount - 1), new ExecutorOptions().MaxParallel);
}
