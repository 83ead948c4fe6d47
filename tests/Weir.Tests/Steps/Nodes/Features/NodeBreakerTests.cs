using Weir.Layers.CircuitBreaking;
using Weir.Testing;

namespace Weir.Tests.Steps.Nodes.Features;

public class NodeBreakerTests
{
    private static readonly NodeOptions Broken = new()
    {
        CircuitBreaker = new() { Enabled = true, FailureThreshold = 2, RecoveryTimeout = TimeSpan.FromSeconds(10), HalfOpenMaxCalls = 2 },
    };

    private static DateTimeOffset Start => new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Run_AfterTheThreshold_IsRefusedUntilTheRecoveryAndThenTriesAgain()
    {
        var scheduler = new DeterministicScheduler(1);
        var isBroken = true;
        var node = new OrderNode(Broken, (_, _) => isBroken ? OrderNode.Throw(Some.Failure()) : new("done"));
        await FailAsync(node, scheduler, 2);

        using var refused = await OrderNode.RunAsync(node, scheduler: scheduler);
        var error = Assert.IsType<CircuitOpenException>(refused.Error);
        Assert.Equal((scheduler.Time.GetUtcNow() + TimeSpan.FromSeconds(10), 2), (error.Until, node.Calls.Count));

        scheduler.Time.Advance(TimeSpan.FromSeconds(10));
        isBroken = false;
        using var tried = await OrderNode.RunAsync(node, scheduler: scheduler);
        using var after = await OrderNode.RunAsync(node, scheduler: scheduler);
        Assert.Equal(("done", "done", 4), (tried.Output, after.Output, node.Calls.Count));
    }

    [Fact]
    public async Task Run_OfAnOperation_SharesTheBreakerOfItsNode()
    {
        var scheduler = new DeterministicScheduler(1);
        var node = new OrderNode(Broken, static (_, _) => OrderNode.Throw(Some.Failure()));
        await FailAsync(node, scheduler, 2);
        using var run = await scheduler.RunAsync(Pipeline.Create<string>("p").Then(node.Echo(static (text, _) => new(text))).Build(), "hello");
        Assert.IsType<CircuitOpenException>(run.Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_OfAnotherNodeWithThatService_SharesTheBreakerWhereTheServicesHaveOne(bool isShared)
    {
        var scheduler = new DeterministicScheduler(1);
        var options = Broken with { CircuitBreaker = Broken.CircuitBreaker with { Services = ["ledger", "mail"] } };
        var run = new RunOptions { Services = isShared ? new Services(new NodeCircuits()) : null };
        await FailAsync(new OrderNode(options, static (_, _) => OrderNode.Throw(Some.Failure())), scheduler, 2, run);
        var other = new OrderNode(options with { CircuitBreaker = options.CircuitBreaker with { Services = ["mail"] } });
        using var outcome = await OrderNode.RunAsync(other, scheduler: scheduler, options: run);
        Assert.Equal(isShared ? 0 : 1, other.Calls.Count);
        Assert.Equal(isShared, outcome.Error is CircuitOpenException);
    }

    [Fact]
    public async Task Run_WhenTheInputIsWrong_CountsNothing()
    {
        var scheduler = new DeterministicScheduler(1);
        var node = new OrderNode(Broken, static (_, _) => OrderNode.Throw(new InvalidInputException("order", [new("$", "rule", "is wrong")])));
        await FailAsync(node, scheduler, 4);
        Assert.Equal(4, node.Calls.Count);
    }

    [Fact]
    public void Enter_WithASuccessInBetween_CountsFromTheBeginning()
    {
        var breaker = new NodeBreaker(Broken.CircuitBreaker);
        Call(breaker, isFailure: true);
        Call(breaker, isFailure: false);
        Call(breaker, isFailure: true);
        Assert.True(breaker.TryEnter(Start, out _, out _));
    }

    [Fact]
    public void Enter_WhileHalfOpen_LetsSoManyTryAtOnce()
    {
        var breaker = Open();
        var later = Start.AddSeconds(10);
        Assert.True(breaker.TryEnter(later, out var first, out _));
        Assert.True(breaker.TryEnter(later, out _, out _));
        Assert.False(breaker.TryEnter(later, out _, out var until));
        Assert.Equal(later, until);
        breaker.Leave(first, isFailure: null, later);
        Assert.True(breaker.TryEnter(later, out _, out _));
    }

    [Fact]
    public void Leave_WhenATrialFails_OpensAgainAndForgetsTheOthers()
    {
        var breaker = Open();
        var later = Start.AddSeconds(10);
        breaker.TryEnter(later, out var first, out _);
        breaker.TryEnter(later, out var second, out _);
        breaker.Leave(first, isFailure: true, later);
        breaker.Leave(second, isFailure: false, later);
        Assert.False(breaker.TryEnter(later.AddSeconds(9), out _, out var until));
        Assert.Equal(later.AddSeconds(10), until);
    }

    [Fact]
    public void Leave_OfACallFromBefore_CountsNothing()
    {
        var breaker = new NodeBreaker(Broken.CircuitBreaker);
        breaker.TryEnter(Start, out var old, out _);
        Call(breaker, isFailure: true);
        Call(breaker, isFailure: true);
        breaker.Leave(old, isFailure: false, Start);
        Assert.False(breaker.TryEnter(Start, out _, out _));
    }

    [Fact]
    public async Task Enter_WhenManyRace_NeverLetsMoreTryThanItMay()
    {
        var breaker = Open();
        var later = Start.AddSeconds(10);
        int inside = 0, most = 0, entered = 0;
        await Parallel.ForAsync(0, 2_000, Some.Token, (_, _) =>
        {
            if (breaker.TryEnter(later, out var period, out var _))
            {
                Interlocked.Increment(ref entered);
                InterlockedMax(ref most, Interlocked.Increment(ref inside));
                Interlocked.Decrement(ref inside);
                breaker.Leave(period, isFailure: null, later);
            }

            return default;
        });
        Assert.InRange(most, 1, 2);
        Assert.InRange(entered, 1, 2_000);
        Assert.True(breaker.TryEnter(later, out _, out _) && breaker.TryEnter(later, out _, out _));
        Assert.False(breaker.TryEnter(later, out _, out _));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }

    private static NodeBreaker Open()
    {
        var breaker = new NodeBreaker(Broken.CircuitBreaker);
        Call(breaker, isFailure: true);
        Call(breaker, isFailure: true);
        return breaker;
    }

    private static void Call(NodeBreaker breaker, bool isFailure)
    {
        Assert.True(breaker.TryEnter(Start, out var period, out _));
        breaker.Leave(period, isFailure, Start);
    }

    private static async Task FailAsync(OrderNode node, DeterministicScheduler scheduler, int times, RunOptions? options = null)
    {
        for (var i = 0; i < times; i++)
        {
            using var run = await OrderNode.RunAsync(node, scheduler: scheduler, options: options);
            Assert.IsNotType<CircuitOpenException>(run.Error);
            Assert.Equal(RunStatus.Failed, run.Status);
        }
    }
}
