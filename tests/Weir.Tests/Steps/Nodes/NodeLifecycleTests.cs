namespace Weir.Tests.Steps.Nodes;

public class NodeLifecycleTests
{
    [Fact]
    public async Task Start_OfManyAtOnce_StartsOnceAndAllWait()
    {
        var (started, gate) = (0, new TaskCompletionSource());
        var lifecycle = new NodeLifecycle(
            async _ =>
            {
                started++;
                await gate.Task;
            },
            static _ => default);
        Task[] all = [.. Enumerable.Range(0, 5).Select(_ => lifecycle.StartAsync(Some.Token).AsTask())];
        Assert.Equal(NodeLifecycleState.Starting, lifecycle.State);
        Assert.All(all, static one => Assert.False(one.IsCompleted));
        gate.SetResult();
        await Task.WhenAll(all);
        Assert.Equal((1, NodeLifecycleState.Started), (started, lifecycle.State));
    }

    [Fact]
    public async Task Start_AfterOneThatFailed_TriesAgain()
    {
        var tries = 0;
        var lifecycle = new NodeLifecycle(_ => ++tries == 1 ? throw Some.Failure() : default, static _ => default);
        await Assert.ThrowsAnyAsync<Exception>(async () => await lifecycle.StartAsync(Some.Token));
        Assert.Equal(NodeLifecycleState.Created, lifecycle.State);
        await lifecycle.StartAsync(Some.Token);
        Assert.Equal((2, NodeLifecycleState.Started), (tries, lifecycle.State));
    }

    [Fact]
    public async Task Stop_OfWhatWasStarted_StopsOnceAndForGood()
    {
        var stopped = 0;
        var lifecycle = new NodeLifecycle(static _ => default, _ =>
        {
            stopped++;
            return default;
        });
        await lifecycle.StartAsync(Some.Token);
        await Task.WhenAll(lifecycle.StopAsync(Some.Token).AsTask(), lifecycle.StopAsync(Some.Token).AsTask());
        Assert.Equal((1, NodeLifecycleState.Stopped), (stopped, lifecycle.State));
        Assert.Contains("make a new one", (await Assert.ThrowsAsync<InvalidOperationException>(async () => await lifecycle.StartAsync(Some.Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_OfWhatWasNeverStarted_DoesNothing()
    {
        var lifecycle = new NodeLifecycle(static _ => default, static _ => throw Some.Failure());
        await lifecycle.StopAsync(Some.Token);
        Assert.Equal(NodeLifecycleState.Stopped, lifecycle.State);
    }

    [Fact]
    public async Task Stop_WhileItStarts_WaitsForTheStart()
    {
        var (order, gate) = (new List<string>(), new TaskCompletionSource());
        var lifecycle = new NodeLifecycle(
            async _ =>
            {
                await gate.Task;
                order.Add("started");
            },
            _ =>
            {
                order.Add("stopped");
                return default;
            });
        var start = lifecycle.StartAsync(Some.Token).AsTask();
        var stop = lifecycle.StopAsync(Some.Token).AsTask();
        Assert.False(stop.IsCompleted);
        gate.SetResult();
        await Task.WhenAll(start, stop);
        Assert.Equal(["started", "stopped"], order);
        Assert.Equal(NodeLifecycleState.Stopped, lifecycle.State);
    }
}
