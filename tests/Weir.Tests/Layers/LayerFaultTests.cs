using System.Text;
using Weir.Layers.Caching;
using Weir.Layers.CircuitBreaking;
using Weir.Layers.Hedging;
using Weir.Layers.Pooling;

namespace Weir.Tests.Layers;

/// <summary>Machinery that breaks once, at every point at which it can: each time the step does as without it, and the fault is counted once.</summary>
public class LayerFaultTests
{
    private const int Points = 60;

    [Fact]
    public async Task Comparer_ThatThrowsAtAnyPoint_ChangesNoOutputAndHangsNobody()
    {
        var broken = 0;
        for (var point = 1; point <= Points; point++)
        {
            var comparer = new FailingComparer(point);
            var rules = new CachingBuilder<int, int>();
            rules.KeyBy(static x => x, comparer);
            var layer = new CachingLayer(new CachingOptions { MaxEntries = 2 }, rules);
            await using var executor = new Executor();
            var pipeline = Pipeline.Create<int>("p").Then("twice", TwiceAsync, step => step.AddLayer(layer)).Build();
            foreach (var input in (int[])[1, 2, 3, 1, 2, 3, 3])
            {
                // Three at once: one makes the output, and the others wait for it.
                var calls = Enumerable.Range(0, 3).Select(_ => executor.InvokeAsync(pipeline, input, Some.Token).AsTask());
                Assert.All(await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(60), Some.Token), output => Assert.Equal(2 * input, output));
            }

            Assert.Equal(comparer.HasThrown ? 1 : 0, layer.Faults);
            Assert.InRange(layer.Statistics.Entries, 1, 2);
            broken += comparer.HasThrown ? 1 : 0;
        }

        Assert.Equal(Points, broken);
    }

    [Theory]
    [InlineData("caching")]
    [InlineData("circuit breaking")]
    [InlineData("hedging")]
    public async Task Clock_ThatThrowsAtAnyPoint_ChangesNoOutcome(string name)
    {
        var broken = 0;
        for (var point = 1; point <= 20; point++)
        {
            Layer layer = name switch
            {
                "caching" => Layer.Caching(),
                "hedging" => new HedgingLayer(new HedgingOptions()),
                _ => Layer.CircuitBreaking(new CircuitBreakingOptions { MinimumCalls = 2 }),
            };
            var time = new FailingTime(point);
            await using var executor = new Executor(new ExecutorOptions { Time = time });
            var pipeline = Pipeline.Create<int>("p").Then("fails for 0", TwiceAsync).AddLayer(layer).Build();
            foreach (var input in (int[])[1, 1, 0, 0, 0, 0, 0])
            {
                var error = await Record.ExceptionAsync(async () => Assert.Equal(2 * input, await executor.InvokeAsync(pipeline, input, Some.Token)));
                Assert.Equal(input == 0, error is not null);
                Assert.True(error is null or InvalidOperationException { Message: "zero" } or CircuitOpenException, $"{name}, point {point}: {error}");
            }

            Assert.Equal(time.HasThrown ? 1 : 0, layer.Faults);
            broken += time.HasThrown ? 1 : 0;
        }

        Assert.True(broken > 1, $"{name} asked the clock too seldom to be tested.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task BreakerKey_ThatIsNone_LeavesTheStepABreakerOfItsOwn(bool throws)
    {
        var calls = 0;
        var layer = new CircuitBreakingLayer(new CircuitBreakingOptions { MinimumCalls = 2, Key = throws ? static _ => throw Some.Failure() : static _ => null! });
        await using var executor = new Executor();
        var pipeline = Pipeline.Create<int>("p").Then("fails", (int _, StepContext _) => ++calls > 0 ? throw Some.Failure() : new ValueTask<int>(0)).AddLayer(layer).Build();
        for (var turn = 0; turn < 5; turn++)
        {
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
        }

        Assert.Equal((1, 2), (layer.Faults, calls));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Policy_ThatCannotMakeAnObject_FailsTheStepAsWithoutPools(bool isOn)
    {
        var policy = new PoolPolicy<StringBuilder>(static () => throw Some.Failure("no object"), static _ => { });
        await using var executor = new Executor(new ExecutorOptions { Optimizations = new() { Pooling = new PoolingOptions { Enabled = isOn } } });
        var pipeline = Pipeline.Create<int>("p").Then("rents", (x, context) => new ValueTask<int>(x + context.Objects.Rent(policy).Value.Length)).Build();
        using var run = await executor.RunAsync(pipeline, 1, Some.Token);
        Assert.Equal("no object", run.Steps[0].Feedback);
    }

    [Fact]
    public async Task Policy_ThatCannotReset_GivesWayToNewObjectsAndIsCounted()
    {
        var made = 0;
        var policy = new PoolPolicy<StringBuilder>(() => new StringBuilder($"{++made}"), static _ => throw Some.Failure());
        var pools = PoolingStrategy.PoolsOf(new PoolingOptions())!;
        for (var turn = 1; turn <= 3; turn++)
        {
            var one = pools.Rent(policy);
            Assert.Equal($"{turn}", one.ToString());
            pools.Return(policy, one);
            Assert.Equal((turn, 0), (pools.Counts.Dropped, pools.Counts.Idle));
        }

        await using var executor = new Executor(new ExecutorOptions { Optimizations = new() { Pooling = new PoolingOptions() } });
        var pipeline = Pipeline.Create<int>("p").Then("rents", (x, context) => new ValueTask<int>(x + context.Objects.Rent(policy).Value.Length)).Build();
        Assert.Equal(2, await executor.InvokeAsync(pipeline, 1, Some.Token));
    }

    private static async ValueTask<int> TwiceAsync(int x, StepContext context)
    {
        await Task.Yield();
        return x == 0 ? throw Some.Failure("zero") : 2 * x;
    }

    /// <summary>Throws once, at the n-th question.</summary>
    private sealed class FailingComparer(int point) : IEqualityComparer<int>
    {
        private int _asked;

        public bool HasThrown => Volatile.Read(ref _asked) >= point;

        public bool Equals(int one, int other)
        {
            Ask();
            return one == other;
        }

        public int GetHashCode(int value)
        {
            Ask();
            return value;
        }

        private void Ask()
        {
            if (Interlocked.Increment(ref _asked) == point)
            {
                throw Some.Failure("The comparer is broken.");
            }
        }
    }

    /// <summary>Throws once, at the n-th question.</summary>
    private sealed class FailingTime(int point) : TimeProvider
    {
        private int _asked;

        public bool HasThrown => Volatile.Read(ref _asked) >= point;

        public override long GetTimestamp()
        {
            Ask();
            return base.GetTimestamp();
        }

        public override DateTimeOffset GetUtcNow()
        {
            Ask();
            return base.GetUtcNow();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Ask();
            return base.CreateTimer(callback, state, dueTime, period);
        }

        private void Ask()
        {
            if (Interlocked.Increment(ref _asked) == point)
            {
                throw new NotSupportedException("The clock is broken.");
            }
        }
    }
}
