using Weir.Layers.CircuitBreaking;

namespace Weir.Tests.Layers;

public class CircuitBreakingLayerTests : LayerConformance
{
    private static readonly CircuitBreakingOptions Nervous = new() { MinimumCalls = 2, BreakDuration = TimeSpan.FromSeconds(10) };

    protected override Layer NewLayer() => Layer.CircuitBreaking();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Step_WhenItKeepsFailing_IsNotCalledForAWhile(bool throws)
    {
        var (calls, fails) = (0, true);
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var pipeline = Pipeline.Create<int>("order")
            .Then(
                "charge",
                (int x, StepContext context) =>
                {
                    calls++;
                    return !fails ? new ValueTask<int>(x) : throws ? throw Some.Failure() : new ValueTask<int>(context.Fail<int>("no"));
                },
                static step => step.AddCircuitBreaking(Nervous))
            .Build();
        for (var i = 0; i < 5; i++)
        {
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
            Assert.Equal(RunStatus.Failed, run.Status);
        }

        Assert.Equal(2, calls);
        using var refused = await executor.RunAsync(pipeline, 1, Some.Token);
        var error = Assert.IsType<CircuitOpenException>(refused.Error);
        Assert.Equal(("order/charge", time.GetUtcNow().AddSeconds(10)), (error.StepPath, error.Until));
        Assert.Equal(
            "The step 'order/charge' was not called: it failed too often, and its circuit breaker is open until 2030-01-01 00:00:10.000 UTC.",
            refused.Steps[0].Feedback);
        fails = false;
        time.Advance(TimeSpan.FromSeconds(11));
        using var tried = await executor.RunAsync(pipeline, 1, Some.Token);
        Assert.Equal((RunStatus.Completed, 3), (tried.Status, calls));
    }

    /// <summary>A call that hedging gave up ends as cancelled, which is no failure of the step; whether it ends while it is cancelled or later.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Losers_OfHedging_AreNotCounted(bool endsLater)
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var calls = 0;
        var pipeline = Pipeline.Create<int>("p").Then(
            "s",
            async (int x, StepContext context) =>
            {
                if (Interlocked.Increment(ref calls) % 2 == 0)
                {
                    return x;
                }

                var never = new TaskCompletionSource<int>(endsLater ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);
                await using var registration = context.CancellationToken.Register(() => never.TrySetCanceled());
                return await never.Task;
            },
            static step => step.AddHedging(new() { Delay = TimeSpan.FromSeconds(1) }).AddCircuitBreaking(Nervous)).Build();
        for (var i = 0; i < 10; i++)
        {
            var running = executor.RunAsync(pipeline, 1, Some.Token);
            await time.WaitForTimersAsync(1, Some.Token);
            time.Advance(TimeSpan.FromSeconds(1));
            using var run = await running;
            Assert.Equal(RunStatus.Completed, run.Status);
        }

        Assert.Equal(20, calls);
    }

    [Fact]
    public async Task Step_WhileTheBreakerIsOpen_SaysTheSameTimeAlways()
    {
        await using var executor = new Executor(new ExecutorOptions { Time = new TickingTime() });
        var pipeline = Counting(Nervous, _ => throw Some.Failure(), static () => { });
        var times = new HashSet<DateTimeOffset>();
        for (var i = 0; i < 9; i++)
        {
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
            if (run.Error is CircuitOpenException open)
            {
                times.Add(open.Until);
            }
        }

        Assert.Single(times);
    }

    [Fact]
    public async Task Step_WhenACallTriesAndFails_IsRefusedAgain()
    {
        var calls = 0;
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var pipeline = Counting(Nervous, _ => throw Some.Failure(), () => calls++);
        for (var i = 0; i < 6; i++)
        {
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
            if (i == 3)
            {
                time.Advance(TimeSpan.FromSeconds(11));
            }
        }

        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task Signals_NeverCount()
    {
        var calls = 0;
        await using var executor = new Executor();
        var signals = Counting(Nervous, static _ => throw new ControlSignalException("stop"), () => calls++);
        for (var i = 0; i < 10; i++)
        {
            using var run = await executor.RunAsync(signals, 1, Some.Token);
            Assert.IsType<ControlSignalException>(run.Error);
        }

        Assert.Equal(10, calls);
    }

    [Fact]
    public async Task Signals_AreNoSuccessesEither()
    {
        var (calls, kind) = (0, 0);
        await using var executor = new Executor();
        var pipeline = Counting(
            new CircuitBreakingOptions { MinimumCalls = 2, FailureRatio = 1 },
            _ => kind++ == 1 ? throw new ControlSignalException("stop") : throw Some.Failure(),
            () => calls++);
        for (var i = 0; i < 5; i++)
        {
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
        }

        // A failure, the signal, a failure: two of two.
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task Cancellation_NeverCounts()
    {
        var calls = 0;
        var layer = Layer.CircuitBreaking(Nervous);
        var pipeline = Pipeline.Create<int>("p").Then("s", (int x, StepContext context) =>
        {
            calls++;
            context.CancellationToken.ThrowIfCancellationRequested();
            return new ValueTask<int>(x);
        }).AddLayer(layer).Build();
        await using var executor = new Executor();
        for (var i = 0; i < 5; i++)
        {
            using var source = new CancellationTokenSource();
            var cancelling = Pipeline.Create<int>("c").Then("cancel", async (int x, StepContext _) =>
            {
                await source.CancelAsync();
                return x;
            }).Build();
            using var run = await executor.RunAsync(cancelling, 1, source.Token);
            using var cancelled = await executor.RunAsync(pipeline, 1, source.Token);
            Assert.Equal(RunStatus.Cancelled, cancelled.Status);
        }

        using var last = await executor.RunAsync(pipeline, 1, Some.Token);
        Assert.Equal((RunStatus.Completed, 0L), (last.Status, layer.Faults));
    }

    [Theory]
    [InlineData(false, 2 + 2)]
    [InlineData(true, 2)]
    public async Task Steps_WithOneKey_ShareABreaker(bool isShared, int expected)
    {
        var calls = 0;
        var layer = Layer.CircuitBreaking(Nervous with { Key = isShared ? static _ => "service" : null });
        await using var executor = new Executor();
        for (var i = 0; i < 2; i++)
        {
            var pipeline = Pipeline.Create<int>("p")
                .Then($"s{i}", Step.From<int, int>("x", (_, context) => new ValueTask<int>(context.Fail<int>($"{calls++}"))), step => step.AddLayer(layer))
                .Build();
            for (var j = 0; j < 4; j++)
            {
                using var run = await executor.RunAsync(pipeline, 1, Some.Token);
            }
        }

        Assert.Equal(expected, calls);
    }

    [Fact]
    public async Task Step_ThatWasLetThrough_IsRefusedOnceAnotherWithItsKeyOpenedTheBreaker()
    {
        await using var executor = new Executor(new ExecutorOptions { Time = new ManualTime() });
        var (calls, options) = (0, Nervous with { Key = static _ => "bank" });
        var layer = Layer.CircuitBreaking(options);
        var well = Pipeline.Create<int>("well").Then("ask", (int x, StepContext _) => new ValueTask<int>(x + calls++), step => step.AddLayer(layer)).Build();
        var ill = Pipeline.Create<int>("ill").Then("ask", (int _, StepContext context) => new ValueTask<int>(context.Fail<int>("no")), step => step.AddLayer(layer)).Build();
        await executor.InvokeAsync(well, 1, Some.Token);
        using var failed = await executor.RunAsync(ill, 1, Some.Token);
        Assert.IsNotType<CircuitOpenException>(failed.Error);
        using var refused = await executor.RunAsync(well, 1, Some.Token);
        Assert.IsType<CircuitOpenException>(refused.Error);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Breaker_OfExecutorsWithClocksOfTheirOwn_IsOneForEach()
    {
        await using var first = new Executor(new ExecutorOptions { Time = new ManualTime() });
        await using var second = new Executor(new ExecutorOptions { Time = new ManualTime() });
        var (fails, calls) = (false, 0);
        var pipeline = Counting(Nervous, x => fails ? throw Some.Failure() : x, () => calls++);
        for (var i = 0; i < 4; i++)
        {
            // None belongs to the other, though both are let through in turn.
            await first.InvokeAsync(pipeline, 1, Some.Token);
            await second.InvokeAsync(pipeline, 1, Some.Token);
        }

        fails = true;
        for (var i = 0; i < 6; i++)
        {
            (await first.RunAsync(pipeline, 1, Some.Token)).Dispose();
        }

        var before = calls;
        fails = false;
        using var refused = await first.RunAsync(pipeline, 1, Some.Token);
        Assert.IsType<CircuitOpenException>(refused.Error);
        Assert.Equal(1, await second.InvokeAsync(pipeline, 1, Some.Token));
        Assert.Equal(before + 1, calls);
    }

    [Fact]
    public async Task Failures_ThatDoNotCount_LeaveTheBreakerClosed()
    {
        var calls = 0;
        await using var executor = new Executor();
        var pipeline = Counting(
            Nervous with { Counts = static error => error is not InvalidOperationException }, static _ => throw Some.Failure(), () => calls++);
        for (var i = 0; i < 10; i++)
        {
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
        }

        Assert.Equal(10, calls);
    }

    [Fact]
    public async Task Attempts_AreEachCounted_AndARefusalIsAnAttempt()
    {
        var calls = 0;
        await using var executor = new Executor();
        var pipeline = Counting(Nervous, static _ => throw Some.Failure(), () => calls++, static step => step.Retry(5));
        using var run = await executor.RunAsync(pipeline, 1, Some.Token);
        Assert.Equal((2, 5), (calls, run.Steps[0].Attempts));
        Assert.IsType<CircuitOpenException>(run.Error);
    }

    [Fact]
    public async Task Predicate_WhenItThrows_IsAFaultAndNotCounted()
    {
        var calls = 0;
        var layer = Layer.CircuitBreaking(Nervous with { Counts = static _ => throw Some.Failure("predicate") });
        await using var executor = new Executor();
        var pipeline = Pipeline.Create<int>("p")
            .Then(Step.From<int, int>("s", (_, context) => new ValueTask<int>(context.Fail<int>($"{calls++}"))), step => step.AddLayer(layer)).Build();
        for (var i = 0; i < 4; i++)
        {
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
            Assert.Equal($"{i}", run.Steps[0].Feedback);
        }

        Assert.Equal(4, layer.Faults);
    }

    [Fact]
    public void Options_OutsideTheirRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new CircuitBreakingOptions { FailureRatio = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new CircuitBreakingOptions { MinimumCalls = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new CircuitBreakingOptions { SamplingDuration = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new CircuitBreakingOptions { BreakDuration = TimeSpan.FromDays(2) });
    }

    private static Pipeline<int, int> Counting(
        CircuitBreakingOptions options, Func<int, int> body, Action called, Action<StepBuilder<int, int>>? configure = null) =>
        Pipeline.Create<int>("p")
            .Then(
                "s",
                (int x, StepContext _) =>
                {
                    called();
                    return new ValueTask<int>(body(x));
                },
                step =>
                {
                    configure?.Invoke(step);
                    step.AddCircuitBreaking(options);
                })
            .Build();

    /// <summary>A clock that goes on whenever it is looked at, each time by a little more.</summary>
    private sealed class TickingTime : TimeProvider
    {
        private DateTimeOffset _now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        private int _looks;

        public override DateTimeOffset GetUtcNow() => _now += TimeSpan.FromMilliseconds(++_looks);
    }
}
