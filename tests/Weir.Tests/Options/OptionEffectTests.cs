using Weir.Layers.CircuitBreaking;
using Weir.Layers.Concurrency;
using Weir.Layers.Hedging;

namespace Weir.Tests.Options;

/// <summary>Each option of the layers that stand changes what can be seen from outside. Those of other layers have their tests beside the layer.</summary>
public sealed partial class OptionEffectTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task MinimumCalls_SetsHowManyCallsFailBeforeTheBreakerOpens(int minimum) =>
        Assert.Equal(minimum, await CallsAsync(new() { MinimumCalls = minimum }, static _ => true, apart: TimeSpan.Zero));

    [Theory]
    [InlineData(0.4, 5)]
    [InlineData(0.7, 30)]
    public async Task FailureRatio_SetsWhichShareOpensTheBreaker(double ratio, int calls) =>
        Assert.Equal(calls, await CallsAsync(new() { MinimumCalls = 5, FailureRatio = ratio }, static call => call % 2 == 0, apart: TimeSpan.Zero));

    [Theory]
    [InlineData(20, 3)]
    [InlineData(1, 30)]
    public async Task SamplingDuration_SetsHowFarBackFailuresCount(int seconds, int calls) =>
        Assert.Equal(
            calls,
            await CallsAsync(new() { MinimumCalls = 3, SamplingDuration = TimeSpan.FromSeconds(seconds), BreakDuration = TimeSpan.FromDays(1) }, static _ => true, apart: TimeSpan.FromSeconds(2)));

    [Theory]
    [InlineData(60, 2)]
    [InlineData(1, 30)]
    public async Task BreakDuration_SetsHowLongCallsAreRefused(int seconds, int calls) =>
        Assert.Equal(
            calls,
            await CallsAsync(new() { MinimumCalls = 2, BreakDuration = TimeSpan.FromSeconds(seconds) }, static _ => true, apart: TimeSpan.FromSeconds(1.5)));

    [Theory]
    [InlineData(1, 2, 2)]
    [InlineData(1, 4, 4)]
    [InlineData(100, 4, 1)]
    public async Task DelayAndMaxCalls_SetHowManyCallsThereAre(int seconds, int most, int expected)
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var (calls, answer) = (0, new TaskCompletionSource<int>());
        var hedging = new HedgingOptions { Delay = TimeSpan.FromSeconds(seconds), MaxCalls = most };
        var pipeline = Pipeline.Create<int>("p")
            .Then(
                "slow",
                async (int _, StepContext _) =>
                {
                    Interlocked.Increment(ref calls);
                    return await answer.Task;
                },
                step => step.AddHedging(hedging))
            .Build();
        var running = executor.RunAsync(pipeline, 1, Some.Token);
        for (var next = 2; next <= 6; next++)
        {
            time.Advance(TimeSpan.FromSeconds(1.5));
            while (Volatile.Read(ref calls) < Math.Min(next, expected))
            {
                await Task.Delay(1, Some.Token);
            }
        }

        answer.SetResult(7);
        using var run = await running;
        Assert.Equal((7, expected), (run.Output, calls));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 6)]
    public async Task Concurrency_Enabled_SetsWhetherCallsWait(bool enabled, int expected) =>
        Assert.Equal(expected, await AtOnceAsync(new() { Enabled = enabled, MaxConcurrent = 1 }));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Concurrency_MaxConcurrent_SetsHowManyCallsRunAtOnce(int limit) =>
        Assert.Equal(limit, await AtOnceAsync(new() { MaxConcurrent = limit }));

    [Theory]
    [InlineData(2, RunStatus.Failed)]
    [InlineData(20, RunStatus.Completed)]
    public async Task Concurrency_QueueTimeout_SetsHowLongACallWaits(int seconds, RunStatus expected)
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time, Optimizations = new() { Concurrency = new() { MaxConcurrent = 1, QueueTimeout = TimeSpan.FromSeconds(seconds) } } });
        var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var pipeline = Pipeline.Create<int>("p").Map("map", static x => new[] { x }, Step.From<int, int>("waits", async (_, _) => await gate.Task)).Build();
        var holder = executor.InvokeAsync(pipeline, 0, Some.Token);
        var running = executor.RunAsync(pipeline, 0, Some.Token);
        time.Advance(TimeSpan.FromSeconds(5));
        gate.SetResult(1);
        await holder;
        using var run = await running;
        Assert.Equal(expected, run.Status);
        Assert.Equal(expected == RunStatus.Failed, run.Error is ConcurrencyTimeoutException);
    }

    [Theory]
    [InlineData(1, "ababab")]
    [InlineData(2, "aabbab")]
    [InlineData(32, "aaabbb")]
    public async Task Concurrency_PartitionSize_SetsHowManyCallsOneTurnHas(int size, string expected)
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = new() { Concurrency = new() { MaxConcurrent = 1, PartitionSize = size } } });
        var (gate, order) = (new TaskCompletionSource<char>(TaskCreationOptions.RunContinuationsAsynchronously), new List<char>());
        var holder = Pipeline.Create<string>("p").Map("map", static x => x.ToCharArray(), Step.From<char, char>("waits", async (_, _) => await gate.Task)).Build();
        var pipeline = Pipeline.Create<string>("p").Map("map", static x => x.ToCharArray(), Step.From<char, char>("notes", x =>
        {
            order.Add(x);
            return x;
        })).Build();
        Task[] all = [executor.InvokeAsync(holder, "x", Some.Token).AsTask(), executor.InvokeAsync(pipeline, "aaa", Some.Token).AsTask(), executor.InvokeAsync(pipeline, "bbb", Some.Token).AsTask()];
        gate.SetResult('x');
        await Task.WhenAll(all);
        Assert.Equal(expected, string.Concat(order));
    }

    /// <summary>How many of 6 calls that wait run at once.</summary>
    private static async Task<int> AtOnceAsync(ConcurrencyOptions options)
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = new() { Concurrency = options } });
        var (inside, gate) = (0, new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));
        var pipeline = Pipeline.Create<int>("p").Map("map", static count => new int[count], Step.From<int, int>("waits", async (_, _) =>
        {
            Interlocked.Increment(ref inside);
            return await gate.Task;
        })).Build();
        var running = executor.InvokeAsync(pipeline, 6, Some.Token);
        var most = Volatile.Read(ref inside);
        gate.SetResult(1);
        Assert.Equal(6, (await running).Count);
        return most;
    }

    /// <summary>How many of 30 runs call the step.</summary>
    private static async Task<int> CallsAsync(CircuitBreakingOptions options, Func<int, bool> fails, TimeSpan apart)
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var calls = 0;
        var pipeline = Pipeline.Create<int>("p")
            .Then("guarded", (int x, StepContext _) => fails(calls++) ? throw Some.Failure() : new ValueTask<int>(x), step => step.AddCircuitBreaking(options))
            .Build();
        for (var number = 0; number < 30; number++)
        {
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
            time.Advance(apart);
        }

        return calls;
    }
}
