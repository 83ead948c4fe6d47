using Weir.Layers.Caching;

namespace Weir.Tests.Layers;

/// <summary>Many calls of one missing key at the same time.</summary>
public class CachingFlightTests
{
    [Fact]
    public async Task Callers_OfOneMissingKey_RunTheStepOnce()
    {
        var layer = Layer.Caching();
        var (calls, gate) = (0, NewGate());
        var pipeline = Of(layer, async (x, _) =>
        {
            Interlocked.Increment(ref calls);
            await gate.Task;
            return x + 1;
        });
        await using var executor = new Executor();
        var callers = Enumerable.Range(0, 1_000).Select(_ => executor.InvokeAsync(pipeline, 1, Some.Token).AsTask()).ToArray();
        gate.SetResult();
        Assert.All(await Task.WhenAll(callers), static output => Assert.Equal(2, output));
        Assert.Equal((1, 999, 1), (calls, layer.Statistics.Hits, layer.Statistics.Misses));
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("fails")]
    [InlineData("signals")]
    public async Task Waiters_OfACallWithoutOutput_CallTheStepThemselves(string how)
    {
        var layer = Layer.Caching();
        var (calls, gate) = (0, NewGate());
        var pipeline = Of(layer, async (x, context) =>
        {
            if (Interlocked.Increment(ref calls) > 1)
            {
                return x + 1;
            }

            await gate.Task;
            return how switch
            {
                "throws" => throw Some.Failure(),
                "signals" => throw new ControlSignalException("that is all"),
                _ => context.Fail<int>("no"),
            };
        });
        await using var executor = new Executor();
        var first = executor.RunAsync(pipeline, 1, Some.Token).AsTask();
        var others = Enumerable.Range(0, 10).Select(_ => executor.RunAsync(pipeline, 1, Some.Token).AsTask()).ToArray();
        gate.SetResult();
        using var failed = await first;
        Assert.NotEqual(RunStatus.Completed, failed.Status);
        foreach (var run in await Task.WhenAll(others))
        {
            Assert.Equal((RunStatus.Completed, 2), (run.Status, run.Output));
            run.Dispose();
        }

        Assert.Equal((11, 0, 11), (calls, layer.Statistics.Hits, layer.Statistics.Misses));
        Assert.Equal(2, await executor.InvokeAsync(pipeline, 1, Some.Token));
        Assert.Equal(11, calls);
    }

    [Fact]
    public async Task Waiter_ThatIsCancelled_EndsAlone()
    {
        var layer = Layer.Caching();
        var (calls, gate) = (0, NewGate());
        var pipeline = Of(layer, async (x, _) =>
        {
            Interlocked.Increment(ref calls);
            await gate.Task;
            return x + 1;
        });
        await using var executor = new Executor();
        using var source = new CancellationTokenSource();
        var first = executor.RunAsync(pipeline, 1, Some.Token).AsTask();
        var cancelled = executor.RunAsync(pipeline, 1, source.Token).AsTask();
        var waiter = executor.RunAsync(pipeline, 1, Some.Token).AsTask();
        await source.CancelAsync();
        using var gone = await cancelled;
        Assert.Equal((RunStatus.Cancelled, 1), (gone.Status, calls));
        Assert.False(first.IsCompleted || waiter.IsCompleted);
        gate.SetResult();
        using var one = await first;
        using var two = await waiter;
        Assert.Equal((2, 2, 1), (one.Output, two.Output, calls));
    }

    [Fact]
    public async Task Waiters_OfACallThatIsCancelledAndDoesNotCare_GoOn()
    {
        var layer = Layer.Caching();
        var (calls, gate) = (0, NewGate());
        var pipeline = Of(layer, async (x, _) =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                await gate.Task;
            }

            return x + 1;
        });
        await using var executor = new Executor();
        using var source = new CancellationTokenSource();
        var first = executor.RunAsync(pipeline, 1, source.Token).AsTask();
        var waiter = executor.RunAsync(pipeline, 1, Some.Token).AsTask();
        await source.CancelAsync();
        using var run = await waiter;
        Assert.Equal((RunStatus.Completed, 2, 2), (run.Status, run.Output, calls));
        Assert.False(first.IsCompleted);
        gate.SetResult();
        using var slow = await first;
    }

    [Fact]
    public async Task Steps_ThatNeedEachOther_DoNotWaitForEachOther()
    {
        var layer = Layer.Caching();
        await using var executor = new Executor();
        var meeting = new Meeting(2);
        Pipeline<(int Key, int Depth), int>? pipeline = null;
        pipeline = Pipeline.Create<(int Key, int Depth)>("p")
            .Then("s", async ((int Key, int Depth) x, StepContext context) =>
            {
                if (x.Depth == 1)
                {
                    return x.Key;
                }

                await meeting.ArriveAsync(context.CancellationToken);
                return x.Key + await executor.InvokeAsync(pipeline!, (1 - x.Key, 1), context.CancellationToken);
            }, static step => step.AddCaching(configure: static cache => cache.KeyBy(static x => x.Key)))
            .Build();
        var both = await Task.WhenAll(
            executor.InvokeAsync(pipeline, (0, 0), Some.Token).AsTask(),
            executor.InvokeAsync(pipeline, (1, 0), Some.Token).AsTask());
        Assert.Equal([1, 1], both);
    }

    [Fact]
    public async Task Step_ThatCallsItselfForTheSameKey_IsCalled()
    {
        await using var executor = new Executor();
        Pipeline<(int Key, int Depth), int>? pipeline = null;
        pipeline = Pipeline.Create<(int Key, int Depth)>("p")
            .Then("s", async ((int Key, int Depth) x, StepContext context) =>
            {
                await Task.Yield();
                return x.Depth == 3 ? x.Key : 1 + await executor.InvokeAsync(pipeline!, (x.Key, x.Depth + 1), context.CancellationToken);
            }, static step => step.AddCaching(configure: static cache => cache.KeyBy(static x => x.Key)))
            .Build();
        Assert.Equal(13, await executor.InvokeAsync(pipeline, (10, 0), Some.Token));
    }

    [Fact]
    public async Task StepAfterACachedOne_IsNotInItsFlight()
    {
        var gate = NewGate();
        var calls = 0;
        var layer = Layer.Caching();
        var pipeline = Pipeline.Create<int>("p")
            .Then("first", async (int x, StepContext _) =>
            {
                await Task.Yield();
                return x - x;
            })
            .Then("second", async (int x, StepContext _) =>
            {
                Interlocked.Increment(ref calls);
                await gate.Task;
                return x;
            })
            .AddLayer(layer).Build();
        await using var executor = new Executor();
        var callers = Enumerable.Range(0, 20).Select(i => executor.InvokeAsync(pipeline, i, Some.Token).AsTask()).ToArray();
        while (layer.Statistics.Misses < 21)
        {
            await Task.Yield();
        }

        gate.SetResult();
        await Task.WhenAll(callers);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task ItemsOfAMap_ThatWait_LeaveTheirPlaceToTheOneThatTriesAgain()
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var calls = 0;
        var item = Step.From<int, int>("item", (x, context) => new ValueTask<int>(
            Interlocked.Increment(ref calls) == 1 ? context.Fail<int>("not yet") : x + 1));
        var pipeline = Pipeline.Create<int>("p")
            .Map(
                "items",
                static x => Enumerable.Repeat(x, 10).ToArray(),
                item,
                new MapOptions { MaxParallel = 2 },
                static step => step.Retry(new RetryOptions { MaxAttempts = 2, Delay = TimeSpan.FromSeconds(1) }).AddCaching())
            .Build();
        var running = executor.RunAsync(pipeline, 1, Some.Token).AsTask();
        time.Advance(TimeSpan.FromSeconds(1));
        using var run = await running;
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(Enumerable.Repeat(2, 10), run.Output);
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Clear_WhileAnOutputIsBeingMade_KeepsItNot()
    {
        var layer = Layer.Caching();
        var (calls, gate) = (0, NewGate());
        var pipeline = Of(layer, async (x, _) =>
        {
            Interlocked.Increment(ref calls);
            await gate.Task;
            return x + 1;
        });
        await using var executor = new Executor();
        var before = executor.InvokeAsync(pipeline, 1, Some.Token).AsTask();
        layer.Clear();
        var after = executor.InvokeAsync(pipeline, 1, Some.Token).AsTask();
        Assert.Equal(2, calls);
        gate.SetResult();
        await Task.WhenAll(before, after);
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        Assert.Equal((2, 1), (calls, layer.Statistics.Entries));
    }

    private static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static Pipeline<int, int> Of(Layer layer, Func<int, StepContext, ValueTask<int>> body) =>
        Pipeline.Create<int>("p").Then("s", body).AddLayer(layer).Build();
}
