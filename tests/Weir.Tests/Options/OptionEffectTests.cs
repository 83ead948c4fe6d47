using Weir.Layers.CircuitBreaking;
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
