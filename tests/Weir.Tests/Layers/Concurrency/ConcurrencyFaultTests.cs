using Weir.Layers.Concurrency;

namespace Weir.Tests.Layers.Concurrency;

/// <summary>A limit that breaks gives way: the run ends as without, and the fault is counted once.</summary>
public class ConcurrencyFaultTests
{
    [Theory]
    [InlineData(nameof(CallLimit.TryEnter))]
    [InlineData(nameof(CallLimit.Enter))]
    [InlineData(nameof(CallLimit.Exit))]
    [InlineData(nameof(CallLimit.Yield))]
    [InlineData(nameof(CallLimit.IsWantedBesides))]
    public async Task Run_WhoseLimitBreaks_GoesOnWithoutAndCountsItOnce(string broken)
    {
        var limit = new BrokenLimit(broken);
        await using var executor = new Executor();
        foreach (var waits in new[] { false, true })
        {
            var before = limit.Faults;
            var pipeline = Pipeline.Create<int>("p").AddStrategy(new BrokenStrategy(limit)).Map("map", static count => Enumerable.Range(0, count).ToArray(), Step.From<int, int>("step", async (item, _) =>
            {
                if (waits)
                {
                    await Task.Yield();
                }

                return item;
            })).Build();
            using var run = await executor.RunAsync(pipeline, 20, Some.Token);
            Assert.Equal(Enumerable.Range(0, 20), run.Output);
            Assert.Equal(1, limit.Faults - before);
        }
    }

    [Fact]
    public async Task Run_WhoseClockHasNoTimers_GoesOnWithoutTheLimit()
    {
        var strategy = new ConcurrencyStrategy(new() { MaxConcurrent = 1 });
        await using var executor = new Executor(new ExecutorOptions { Time = new NoTimers() });
        var gate = new TaskCompletionSource<int>();
        Pipeline<int, IReadOnlyList<int>> Of(Func<int, StepContext, ValueTask<int>> body) =>
            Pipeline.Create<int>("p").AddStrategy(strategy).Map("map", static _ => new int[3], Step.From("step", body), new MapOptions { MaxParallel = 1 }).Build();
        var holder = executor.InvokeAsync(Of(async (_, _) => await gate.Task), 0, Some.Token).AsTask();
        Assert.Equal([0, 0, 0], await executor.InvokeAsync(Of(static (x, _) => new ValueTask<int>(x)), 0, Some.Token));
        Assert.Equal(1, strategy.Limit!.Faults);
        gate.SetResult(0);
        await holder;
        Assert.Equal((0, 0), ((FairLimit)strategy.Limit).Counts);
    }

    private sealed class BrokenStrategy(CallLimit limit) : PipelineStrategy
    {
        public override string Name => "broken";

        public override bool IsEnabled => true;

        public override CallLimit Limit => limit;
    }

    /// <summary>Has places enough, and one method that throws.</summary>
    private sealed class BrokenLimit(string broken) : CallLimit
    {
        public override int Partition => 3;

        public override bool TryEnter() => Works(nameof(TryEnter)) && broken != nameof(Enter);

        public override bool Enter(CallTurn turn) => Works(nameof(Enter));

        public override void Exit() => Works(nameof(Exit));

        public override void Yield(CallTurn turn)
        {
            Works(nameof(Yield));
            RunQueue.Queue(turn);
        }

        public override void Withdraw(CallTurn turn) => Works(nameof(Withdraw));

        public override bool IsWantedBesides(CallTurn? turn) => Works(nameof(IsWantedBesides));

        public override Exception Refusal(string path, TimeSpan waited) => throw Some.Failure();

        private bool Works(string name) => name == broken ? throw Some.Failure() : true;
    }

    private sealed class NoTimers : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();
    }
}
