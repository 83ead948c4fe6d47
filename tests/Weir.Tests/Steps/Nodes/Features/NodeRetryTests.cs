using System.Net;
using Weir.Layers.CircuitBreaking;
using Weir.Testing;

namespace Weir.Tests.Steps.Nodes.Features;

public class NodeRetryTests
{
    private static readonly NodeOptions ThreeTimes = new()
    {
        Retry = new() { Enabled = true, MaxAttempts = 3, InitialDelay = TimeSpan.FromSeconds(1), BackoffMultiplier = 3, MaxDelay = TimeSpan.FromSeconds(2) },
    };

    public static TheoryData<string, Exception, bool> Failures { get; } = new()
    {
        { "any failure", new InvalidOperationException("busy"), true },
        { "a time-out", new TimeoutException(), true },
        { "a client that gave up", new TaskCanceledException("late", new TimeoutException()), true },
        { "too many requests", new HttpRequestException("429", null, HttpStatusCode.TooManyRequests), true },
        { "a status of its own", new StatusException(503), true },
        { "no connection", new HttpRequestException("no host"), true },
        { "not found", new HttpRequestException("404", null, HttpStatusCode.NotFound), false },
        { "a status of its own that lasts", new StatusException(400), false },
        { "cancellation", new OperationCanceledException(), false },
        { "an argument", new ArgumentNullException("x"), false },
        { "an invalid input", new InvalidInputException("order", [new("$", "rule", "is wrong")]), false },
        { "no body", new OperationNotImplementedException("Orders", "store"), false },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task Run_WhenTheNodeFails_TriesAgainWhatMayPass(string what, Exception error, bool isRetried)
    {
        var node = new OrderNode(ThreeTimes, (_, _) => OrderNode.Throw(error));
        using var run = await OrderNode.RunAsync(node);
        Assert.True(node.Calls.Count == (isRetried ? 3 : 1), what);
        Assert.Equal((RunStatus.Failed, node.Calls.Count), (run.Status, run.Steps[0].Attempts));
        Assert.Same(error, run.Error);
    }

    [Fact]
    public async Task Run_WhenAnAttemptSucceeds_WaitsAsThePolicySaysAndGoesOn()
    {
        var scheduler = new DeterministicScheduler(1);
        var node = new OrderNode(ThreeTimes, static (_, context) => context.Attempt < 3 ? OrderNode.Throw(Some.Failure()) : new("done"));
        var events = new List<RunEvent>();
        using var run = await OrderNode.RunAsync(node, scheduler: scheduler, options: new RunOptions { Progress = new Listed(events) });
        Assert.Equal(("done", TimeSpan.FromSeconds(3)), (run.Output, run.Duration));
        Assert.Equal([2, 3], events.OfType<AttemptRestarted>().Select(static one => one.Attempt));
        Assert.Equal("it broke", run.Steps[0].Feedback);
    }

    [Fact]
    public async Task Run_WhenTheCallerSaysRetry_DoesWhatTheCallerSays()
    {
        var node = new OrderNode(ThreeTimes, static (_, _) => OrderNode.Throw(Some.Failure()));
        using var run = await OrderNode.RunAsync(node, configure: static step => step.Retry(5));
        Assert.Equal((5, TimeSpan.Zero), (node.Calls.Count, run.Duration));
    }

    [Fact]
    public async Task Run_WhenTheRunIsCancelledInAWait_Stops()
    {
        using var source = new CancellationTokenSource();
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var node = new OrderNode(ThreeTimes, static (_, _) => OrderNode.Throw(Some.Failure()));
        var running = executor.RunAsync(Pipeline.Create<Order>("shop").Then(node).Build(), Order.Of("Ada"), source.Token).AsTask();
        await time.WaitForTimersAsync(1, Some.Token);
        await source.CancelAsync();
        using var run = await running;
        Assert.Equal((RunStatus.Cancelled, 1), (run.Status, node.Calls.Count));
    }

    [Fact]
    public async Task Run_WithDeadLetters_TriesAsOftenAsTheGreaterOfBothSays()
    {
        var scheduler = new DeterministicScheduler(1);
        var options = ThreeTimes with { DeadLetterQueue = new() { Enabled = true, MaxRetries = 4, RetryDelay = TimeSpan.FromSeconds(7) } };
        var node = new OrderNode(options, static (_, _) => OrderNode.Throw(Some.Failure()));
        using var run = await OrderNode.RunAsync(node, scheduler: scheduler);

        // 1 and 2 seconds are the policy's, the two that follow are those of the queue.
        Assert.Equal((5, TimeSpan.FromSeconds(1 + 2 + 7 + 7)), (node.Calls.Count, run.Duration));
    }

    [Theory]
    [InlineData("TimeoutException", true)]
    [InlineData("System.TimeoutException", true)]
    [InlineData("SystemException", true)]
    [InlineData("Exception", true)]
    [InlineData("timeoutexception", false)]
    [InlineData("IOException", false)]
    public void IsRetried_ByName_LooksAtTheTypeAndItsBases(string name, bool isRetried) =>
        Assert.Equal(isRetried, NodeRetry.IsRetried(new NodeRetryOptions { RetryableExceptions = [name] }, new TimeoutException()));

    [Fact]
    public void IsRetried_OfAnOpenCircuit_NeedsItsName()
    {
        var error = new CircuitOpenException(new LayerTarget(LayerTargetKind.Step, "a/b", "b"), DateTimeOffset.UnixEpoch);
        Assert.False(NodeRetry.IsRetried(new NodeRetryOptions(), error));
        Assert.True(NodeRetry.IsRetried(new NodeRetryOptions { RetryableExceptions = [nameof(CircuitOpenException)] }, error));
    }

    [Fact]
    public void Of_OptionsThatAskForOneAttempt_IsNothing()
    {
        Assert.Null(NodeRetry.Of(new NodeOptions()));
        Assert.Null(NodeRetry.Of(new NodeOptions { Retry = new() { Enabled = true, MaxAttempts = 1 } }));
    }

    private sealed class StatusException(int status) : Exception("status")
    {
        public int StatusCode => status;
    }

    private sealed class Listed(List<RunEvent> events) : IProgress<RunEvent>
    {
        public void Report(RunEvent value) => events.Add(value);
    }
}
