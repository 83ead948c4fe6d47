using Weir.Layers.Concurrency;
using Weir.Tests.Layers.Concurrency;

namespace Weir.Tests.Layers;

public class ConcurrencyStrategyTests
{
    [Fact]
    public async Task Run_WhileAllPlacesAreTaken_WaitsForItsTurn()
    {
        await using var limited = new Limited(new() { MaxConcurrent = 1 });
        var run = limited.SumAsync("second", 3);
        Assert.Empty(limited.Log);
        Assert.Equal((1, 1), limited.Limit.Counts);
        limited.Free();
        Assert.Equal(3, await run);
        await limited.FreedAsync();
        Assert.Equal((0, 0), limited.Limit.Counts);
    }

    [Fact]
    public async Task Calls_OfSeveralCallers_AreMadeInTurnByThePartition()
    {
        await using var limited = new Limited(new() { MaxConcurrent = 1, PartitionSize = 4 });
        var big = limited.SumAsync("big", 1_000);
        var small = limited.SumAsync("small", 5);
        var single = limited.SumAsync("single", 1);
        limited.Free();
        Assert.Equal(10, await small);
        Assert.Equal(0, await single);
        Assert.Equal(499_500, await big);
        string[] expected = [.. Times("big", 4), .. Times("small", 4), "single", .. Times("big", 4), "small", .. Times("big", 992)];
        Assert.Equal(expected, limited.Log);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 4)]
    [InlineData(100, 1)]
    public async Task PartitionSize_SaysHowManyCallsAreMadeInOneTurn(int size, int turns)
    {
        await using var limited = new Limited(new() { MaxConcurrent = 1, PartitionSize = size });
        var both = new[] { limited.SumAsync("a", 10), limited.SumAsync("b", 10) };
        limited.Free();
        await Task.WhenAll(both);
        Assert.Equal(turns * 2, 1 + limited.Log.Zip(limited.Log.Skip(1)).Count(static pair => pair.First != pair.Second));
    }

    [Fact]
    public async Task Calls_ThatWait_KeepTheirPlaceUntilTheyEnd()
    {
        var (inside, most) = (0, 0);
        await using var executor = new Executor(On(new() { MaxConcurrent = 3 }));
        var gates = Enumerable.Range(0, 12).Select(static _ => new TaskCompletionSource()).ToArray();
        var pipeline = Pipeline.Create<int>("p").Map("map", static count => Enumerable.Range(0, count).ToArray(), Step.From<int, int>("waits", async (item, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await gates[item].Task;
            Interlocked.Decrement(ref inside);
            return item;
        })).Build();
        var running = executor.RunAsync(pipeline, 12, Some.Token).AsTask();
        Assert.Equal(3, Volatile.Read(ref inside));
        foreach (var gate in gates)
        {
            gate.SetResult();
        }

        using var run = await running;
        Assert.Equal(Enumerable.Range(0, 12), run.Output);
        Assert.InRange(most, 1, 3);
    }

    [Theory]
    [InlineData(FailurePolicy.Propagate)]
    [InlineData(FailurePolicy.Ignore)]
    public async Task Run_ThatWaitsTooLong_FailsWithStepLimitAndWait(FailurePolicy policy)
    {
        await using var limited = new Limited(new() { MaxConcurrent = 1, QueueTimeout = TimeSpan.FromSeconds(2) });
        var running = limited.RunAsync("late", 5, new MapOptions { OnFailure = policy });
        limited.Time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.False(running.IsCompleted);
        limited.Time.Advance(TimeSpan.FromSeconds(0.5));
        using var run = await running;
        Assert.Empty(limited.Log);
        if (policy == FailurePolicy.Ignore)
        {
            Assert.Empty(run.Output);
        }
        else
        {
            var error = Assert.IsType<ConcurrencyTimeoutException>(run.Error);
            Assert.Equal(("late/map[0]", 1, TimeSpan.FromSeconds(2)), (error.StepPath, error.MaxConcurrent, error.Waited));
            Assert.Equal(
                "The step 'late/map[0]' was not called: it waited 2000 ms for its turn, while Concurrency.MaxConcurrent lets 1 run at once; raise it or Concurrency.QueueTimeout.", error.Message);
        }

        Assert.Equal((1, 0), limited.Limit.Counts);
        limited.Free();
        Assert.Equal(1, await limited.SumAsync("later", 2));
    }

    [Fact]
    public async Task Turns_ThatBeginToWaitLater_TimeOutLater()
    {
        await using var limited = new Limited(new() { MaxConcurrent = 1, QueueTimeout = TimeSpan.FromSeconds(2) });
        var first = limited.RunAsync("first", 1);
        limited.Time.Advance(TimeSpan.FromSeconds(1));
        var second = limited.RunAsync("second", 1);
        limited.Time.Advance(TimeSpan.FromSeconds(1));
        using var ended = await first;
        Assert.Equal(RunStatus.Failed, ended.Status);
        Assert.False(second.IsCompleted);
        limited.Time.Advance(TimeSpan.FromSeconds(1));
        using var other = await second;
        Assert.IsType<ConcurrencyTimeoutException>(other.Error);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Items_ThatWaitForThoseOfTheirOwnFanOut_NeverTimeOut(int limit)
    {
        var time = new ManualTime();
        var strategy = new ConcurrencyStrategy(new ConcurrencyOptions { MaxConcurrent = limit, QueueTimeout = TimeSpan.FromSeconds(2) });
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var gates = Enumerable.Range(0, 6).Select(static _ => new TaskCompletionSource<int>()).ToArray();
        var pipeline = Pipeline.Create<int>("p").AddStrategy(strategy)
            .Map("map", static count => Enumerable.Range(0, count).ToArray(), Step.From<int, int>("long", async (item, _) => await gates[item].Task)).Build();
        var running = executor.RunAsync(pipeline, gates.Length, Some.Token).AsTask();
        foreach (var (item, gate) in gates.Index())
        {
            time.Advance(TimeSpan.FromSeconds(5));
            Assert.False(running.IsCompleted);
            gate.SetResult(item);
        }

        using var run = await running;
        run.ThrowIfFailed();
        Assert.Equal([0, 1, 2, 3, 4, 5], run.Output);
    }

    [Fact]
    public async Task Cancellation_ReachesThoseThatWaitAtOnce()
    {
        using var source = new CancellationTokenSource();
        await using var limited = new Limited(new() { MaxConcurrent = 1 });
        var running = limited.RunAsync("cancelled", 5, token: source.Token);
        Assert.Equal((1, 1), limited.Limit.Counts);
        source.Cancel();
        using var run = await running;
        Assert.Equal(RunStatus.Cancelled, run.Status);
        Assert.Equal((1, 0), limited.Limit.Counts);
        Assert.Empty(limited.Log);
    }

    [Fact]
    public async Task Failure_OfAnItemInFlight_EndsTheWaitForTheNext()
    {
        await using var limited = new Limited(new() { MaxConcurrent = 2 });
        var fails = new TaskCompletionSource<int>();
        var called = 0;
        var pipeline = limited.Builder("fails").Map("map", static count => Enumerable.Range(0, count).ToArray(), Step.From<int, int>("step", async (_, _) =>
        {
            called++;
            return await fails.Task;
        })).Build();
        var running = limited.Executor.RunAsync(pipeline, 5, Some.Token).AsTask();
        Assert.Equal((2, 1), limited.Limit.Counts);
        fails.SetException(Some.Failure("first"));
        using var run = await running;
        Assert.Equal(("first", 1), (run.Error!.Message, called));
    }

    [Fact]
    public async Task Retry_GivesThePlaceToOthersBetweenAttempts()
    {
        await using var limited = new Limited(new() { MaxConcurrent = 1 }, isTaken: false);
        var attempts = 0;
        var other = new TaskCompletionSource();
        var tried = Pipeline.Create<int>("tried").Then(
            "again",
            (int item, StepContext _) =>
            {
                if (item == 1)
                {
                    other.TrySetResult();
                }

                return item == 0 && attempts++ == 0 ? throw Some.Failure() : new ValueTask<int>(item);
            },
            static step => step.Retry(new RetryOptions { MaxAttempts = 2, Delay = TimeSpan.FromMinutes(1), MaxDelay = TimeSpan.FromMinutes(1), Jitter = 0 })).Build();
        var pipeline = limited.Builder("retries").Map("map", static count => Enumerable.Range(0, count).ToArray(), tried).Build();
        var running = limited.Executor.RunAsync(pipeline, 2, Some.Token).AsTask();
        await other.Task;
        Assert.False(running.IsCompleted);
        limited.Time.Advance(TimeSpan.FromMinutes(1));
        using var run = await running;
        Assert.Equal([0, 1], run.Output);
        Assert.Equal(2, attempts);
        Assert.Equal((0, 0), limited.Limit.Counts);
    }

    [Fact]
    public async Task Maps_InsideOfMaps_EndWithOnePlace()
    {
        await using var executor = new Executor(On(new() { MaxConcurrent = 1, QueueTimeout = TimeSpan.FromDays(1) }));
        var pipeline = Pipeline.Create<int>("level").Map("map", static x => new[] { x, x }, Step.From<int, int>("leaf", Waiting)).Then("sum", static all => all.Sum()).Build();
        for (var level = 0; level < 200; level++)
        {
            // Two items only at the outermost levels: there are as many leaves as paths.
            var width = level > 194 ? 2 : 1;
            pipeline = Pipeline.Create<int>("level").Map("map", x => Enumerable.Repeat(x, width).ToArray(), pipeline).Then("sum", static all => all.Sum()).Build();
        }

        Assert.Equal(64, await executor.InvokeAsync(pipeline, 1, Some.Token));
    }

    [Fact]
    public async Task Runs_InsideOfCalls_AreNotCounted()
    {
        await using var executor = new Executor(On(new() { MaxConcurrent = 1, QueueTimeout = TimeSpan.FromDays(1) }));
        Pipeline<int, IReadOnlyList<int>>? self = null;
        self = Pipeline.Create<int>("self").Map("map", static depth => new[] { depth, depth }, Step.From<int, int>("again", async (int depth, StepContext context) =>
        {
            await Task.Yield();
            return depth == 0 ? 1 : (await executor.InvokeAsync(self!, depth - 1, context.CancellationToken)).Sum();
        })).Build();
        Assert.Equal([64, 64], await executor.InvokeAsync(self, 6, Some.Token));
    }

    [Fact]
    public async Task Runs_InTasksThatACallStartsAndWaitsFor_AreNotCounted()
    {
        await using var executor = new Executor(On(new() { MaxConcurrent = 1, QueueTimeout = TimeSpan.FromDays(1) }));
        var inner = Pipeline.Create<int>("inner").Map("map", static count => Enumerable.Range(0, count).ToArray(), Step.From<int, int>("leaf", Waiting)).Build();
        var outer = Pipeline.Create<int>("outer").Map("map", static _ => new[] { 3, 4 }, Step.From<int, int>("starts", (item, context) =>
        {
            // The call ends at once as far as its fan-out can see, and waits for a run in another thread meanwhile.
            var run = Task.Run(() => executor.InvokeAsync(inner, item, context.CancellationToken).AsTask(), context.CancellationToken);
            return new ValueTask<int>(run.GetAwaiter().GetResult().Sum());
        })).Build();
        Assert.Equal([3, 6], await executor.InvokeAsync(outer, 0, Some.Token));
        Assert.Equal([3, 6], await executor.InvokeAsync(outer, 0, Some.Token));
    }

    [Fact]
    public async Task Calls_ThatEndedAtOnceAndThenWait_AreStillAroundWhatTheyRun()
    {
        await using var executor = new Executor(On(new() { MaxConcurrent = 1, QueueTimeout = TimeSpan.FromDays(1) }));
        var inner = Pipeline.Create<int>("inner").Map("map", static count => Enumerable.Range(0, count).ToArray(), Step.From<int, int>("leaf", static item => item)).Build();
        var outer = Pipeline.Create<int>("outer").Map("map", static _ => new[] { 1, 2, 3 }, Step.From<int, int>("mixed", async (item, context) =>
        {
            var before = await executor.InvokeAsync(inner, item, context.CancellationToken);
            if (item > 1)
            {
                await Task.Yield();
            }

            return before.Count + (await executor.InvokeAsync(inner, item, context.CancellationToken)).Count;
        })).Build();
        Assert.Equal([2, 4, 6], await executor.InvokeAsync(outer, 0, Some.Token));
    }

    [Fact]
    public async Task Runs_OfWhatACallLeftBehind_AreCounted()
    {
        await using var limited = new Limited(new() { MaxConcurrent = 1 }, isTaken: false);
        var goes = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var inner = limited.Builder("inner").Map("map", static count => new int[count], Step.From<int, int>("leaf", static item => item)).Build();
        var left = Task.CompletedTask;
        var outer = limited.Builder("outer").Map("map", static count => new int[count], Step.From<int, int>("leaves", item =>
        {
            left = Task.Run(async () =>
            {
                await goes.Task;
                await limited.Executor.InvokeAsync(inner, 1, Some.Token);
            });
            return item;
        })).Build();
        await limited.Executor.InvokeAsync(outer, 1, Some.Token);
        Assert.True(limited.Limit.TryEnter());

        // The frames of the run before are used again by a run that is still under way.
        var again = limited.Executor.InvokeAsync(outer, 1, Some.Token).AsTask();
        Assert.Equal((1, 1), limited.Limit.Counts);
        goes.SetResult();
        while (limited.Limit.Counts.Waiting < 2)
        {
            await Task.Yield();
        }

        limited.Limit.Exit();
        await again;
        await left;
    }

    [Fact]
    public async Task Branches_OfParallelAndRoute_AreCounted()
    {
        await using var limited = new Limited(new() { MaxConcurrent = 1 });
        var leaf = Pipeline.Create<int>("leaf").Then("one", (int x) => x + 1).Then("two", x => x * 2).Build();
        (string, Pipeline<int, int>)[] branches = [("a", leaf), ("b", leaf)];
        var parallel = limited.Builder("parallel").Parallel("fan", branches).Build();
        var pair = limited.Builder("pair").Parallel("fan", leaf, Pipeline.Create<int>("other").Then("one", static (int x) => x).Build()).Build();
        var route = limited.Builder("route").Route("fan", Step.From<int, IReadOnlyList<string>>("router", static _ => ["b"]), branches).Build();
        var one = limited.Executor.RunAsync(parallel, 1, Some.Token).AsTask();
        var two = limited.Executor.RunAsync(pair, 1, Some.Token).AsTask();
        var three = limited.Executor.RunAsync(route, 1, Some.Token).AsTask();
        Assert.Equal((1, 3), limited.Limit.Counts);
        limited.Free();
        using var first = await one;
        using var second = await two;
        using var third = await three;
        Assert.Equal([4, 4], first.Output.Values);
        Assert.Equal((4, 1), second.Output);
        Assert.Equal(["b"], third.Output.Keys);
    }

    [Fact]
    public async Task AddConcurrency_TwiceOrOff_IsRefusedOrAsWithout()
    {
        Assert.Throws<InvalidOperationException>(static () => Pipeline.Create<int>("p").AddConcurrency().AddConcurrency());
        var off = Pipeline.Create<int>("p").AddConcurrency(new() { Enabled = false, MaxConcurrent = 1 })
            .Map("map", static count => new int[count], Step.From<int, int>("meets", Meets(2))).Build();
        await using var executor = new Executor(On(new() { MaxConcurrent = 1 }));
        Assert.Equal([0, 0], await executor.InvokeAsync(off, 2, Some.Token));
    }

    [Fact]
    public async Task Limit_IsSharedByPipelinesOfAnExecutorWithOptionsOfTheirOwn()
    {
        await using var executor = new Executor(On(new() { MaxConcurrent = 1 }));
        var (gate, started) = (new TaskCompletionSource<int>(), false);
        var first = Pipeline.Create<int>("first").Optimize(new() { Fusion = new() }).Map("map", static _ => new int[1], Step.From<int, int>("gated", async (_, _) => await gate.Task)).Build();
        var second = Pipeline.Create<int>("second").Map("map", static _ => new int[1], Step.From<int, int>("starts", x =>
        {
            started = true;
            return x;
        })).Build();
        var one = executor.InvokeAsync(first, 0, Some.Token).AsTask();
        var two = executor.InvokeAsync(second, 0, Some.Token).AsTask();
        Assert.False(two.IsCompleted);
        Assert.False(started);
        gate.SetResult(1);
        await Task.WhenAll(one, two);
        Assert.True(started);
    }

    [Fact]
    public async Task Items_ThatWaitedForTheirTurn_StartWhenTheyStart()
    {
        await using var limited = new Limited(new() { MaxConcurrent = 1, PartitionSize = 2 });
        var slow = limited.Builder("slow").Map("map", static count => new int[count], Step.From<int, int>("step", x =>
        {
            limited.Time.Advance(TimeSpan.FromMilliseconds(10));
            return x;
        })).Build();
        var one = limited.Executor.RunAsync(slow, 4, Some.Token).AsTask();
        var two = limited.Executor.RunAsync(slow, 2, Some.Token).AsTask();
        limited.Time.Advance(TimeSpan.FromMilliseconds(100));
        limited.Free();
        using var first = await one;
        using var second = await two;
        Assert.Equal([100, 110, 140, 150], first.Steps[0].Steps.Select(static item => item.StartedAfter.TotalMilliseconds));
        Assert.All(first.Steps[0].Steps.Concat(second.Steps[0].Steps), static item => Assert.Equal(10, item.Duration.TotalMilliseconds));
    }

    private static async ValueTask<int> Waiting(int input, StepContext context)
    {
        await Task.Yield();
        return input;
    }

    private static Func<int, StepContext, ValueTask<int>> Meets(int count)
    {
        var meeting = new Meeting(count);
        return async (item, context) =>
        {
            await meeting.ArriveAsync(context.CancellationToken);
            return item;
        };
    }

    private static ExecutorOptions On(ConcurrencyOptions options) => new() { Optimizations = new() { Concurrency = options } };

    private static IEnumerable<string> Times(string name, int count) => Enumerable.Repeat(name, count);
}
