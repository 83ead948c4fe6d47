using Weir.Layers.Caching;
using Weir.Layers.CircuitBreaking;
using Weir.Layers.Fusion;
using Weir.Layers.Hedging;

namespace Weir.Tests.Options;

/// <summary>Around which steps the layers of options stand.</summary>
public class LayerPlacementTests
{
    private static readonly OptimizationOptions Layered = new()
    {
        Caching = new CachingOptions(), CircuitBreaking = new CircuitBreakingOptions { MinimumCalls = 2 }, Hedging = new HedgingOptions(),
    };

    [Fact]
    public async Task Options_OfAnExecutor_LeaveFunctionsAsTheyAre()
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Layered with { Fusion = new FusionOptions() }, CollectStatistics = true });
        var pipeline = Pipeline.Create<int>("p").Then("one", static x => x + 1).Then("two", static x => x * 2).Then("sees", static (x, _) => new ValueTask<int>(x)).Build();
        using var run = await executor.RunAsync(pipeline, 1, Some.Token);

        // What has a layer around it is no neighbour that could be fused.
        Assert.Equal([2, 2, 1], run.Steps.Select(static step => step.FusedSteps));
        Assert.Equal(1, executor.GetStatistics().CacheMisses);
    }

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 1)]
    public async Task Options_OfAStep_StandAroundItsFunctionToo(bool isSaid, int expected)
    {
        var calls = 0;
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Layered });
        var pipeline = Pipeline.Create<int>("p")
            .Optimize(Layered)
            .Then("one", (int x) => x + ++calls, step => step.Optimize(isSaid ? new() { Caching = new CachingOptions() } : new() { Hedging = new HedgingOptions() }))
            .Build();
        for (var turn = 0; turn < 3; turn++)
        {
            await executor.InvokeAsync(pipeline, 1, Some.Token);
        }

        Assert.Equal(expected, calls);
    }

    public static TheoryData<string, OptimizationOptions> Wider => new()
    {
        { "Pooling", new() { Pooling = new() } },
        { "Contexts", new() { Contexts = new() } },
        { "Fusion", new() { Fusion = new() { Enabled = false } } },
        { "Concurrency", new() { Concurrency = new() } },
        { "Telemetry", new() { Caching = new(), Telemetry = new() } },
    };

    /// <summary>What one step cannot have is refused, and not left without effect.</summary>
    [Theory]
    [MemberData(nameof(Wider))]
    public void Options_OfAStep_ThatAreAboutSeveralSteps_AreRefused(string name, OptimizationOptions options)
    {
        var error = Assert.Throws<ArgumentException>(() => Pipeline.Create<int>("p").Then("one", static (int x) => x, step => step.Optimize(options)));
        Assert.StartsWith($"Step 'one': {name} is nothing that one step can say", error.Message, StringComparison.Ordinal);
        _ = Pipeline.Create<int>("p").Optimize(options).Then("one", static (int x) => x).Build();
    }

    [Fact]
    public async Task Layer_AddedInCode_StandsAroundAFunction()
    {
        var calls = 0;
        await using var executor = new Executor(new ExecutorOptions { Optimizations = new() { Hedging = new HedgingOptions() } });
        var pipeline = Pipeline.Create<int>("p").Then("one", (int x) => x + ++calls).AddCaching().Build();
        Assert.Equal(2, await executor.InvokeAsync(pipeline, 1, Some.Token));
        Assert.Equal(2, await executor.InvokeAsync(pipeline, 1, Some.Token));
    }

    [Theory]
    [InlineData(true, 6, 2)]
    [InlineData(false, 2, 6)]
    public async Task FallBack_IsJudgedByItself(bool isStepAFunction, int calls, int spares)
    {
        // A function is called each time; what has a context is called until its breaker opens.
        var (called, spared) = (0, 0);
        var waits = Step.From<int, int>("waits", (_, _) => new ValueTask<int>(Count(isStepAFunction)));
        var computes = Step.From<int, int>("computes", _ => Count(!isStepAFunction));
        await using var executor = new Executor(new ExecutorOptions { Optimizations = new() { CircuitBreaking = new CircuitBreakingOptions { MinimumCalls = 2 } } });
        var pipeline = Pipeline.Create<int>("p")
            .Then(isStepAFunction ? computes : waits, step => step.FallBackTo(isStepAFunction ? waits : computes))
            .Build();
        for (var turn = 0; turn < 6; turn++)
        {
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
            Assert.Equal(RunStatus.Failed, run.Status);
        }

        Assert.Equal((calls, spares), (called, spared));

        int Count(bool isSpare)
        {
            _ = isSpare ? spared++ : called++;
            throw Some.Failure();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Caching_OfOptions_LeavesOutWhatHasAState(bool isNested)
    {
        var calls = 0;
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Layered, CollectStatistics = true });
        var steps = Pipeline.Create<int>("steps").Then("adds", (x, context) =>
        {
            calls++;
            context.Update<List<int>>(all =>
            {
                all.Add(x);
                return all;
            });
            return new ValueTask<int>(x);
        });
        var pipeline = isNested
            ? Pipeline.Create<int>("outer").WithState(static () => new List<int>()).Then(steps.Build()).Build()
            : steps.WithState(static () => new List<int>()).Build();
        for (var turn = 1; turn <= 3; turn++)
        {
            using var run = await executor.RunAsync(pipeline, 7, Some.Token);
            Assert.Equal([7], run.State<List<int>>());
            Assert.Equal(turn, calls);
        }

        // Nothing was asked for, so nothing was missed.
        Assert.Null(executor.GetStatistics().CacheHitRate);
    }

    [Theory]
    [InlineData(false, false, 2)]
    [InlineData(true, false, 1)]
    [InlineData(true, true, 2)]
    public async Task Hedging_OfOptions_LeavesOutWhatHasAStateAndDoesNotAsk(bool hasState, bool asks, int expected)
    {
        var calls = 0;
        var hedging = new OptimizationOptions { Hedging = new HedgingOptions { Delay = TimeSpan.FromMilliseconds(1) } };
        await using var executor = new Executor(new ExecutorOptions { Optimizations = hedging });
        var builder = Pipeline.Create<int>("p").Then("first is late", async (int x, StepContext context) =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                await Task.Delay(TimeSpan.FromSeconds(expected == 2 ? 60 : 0.05), TimeProvider.System, context.CancellationToken);
            }

            return x;
        }, step => _ = asks ? step.Optimize(hedging) : step);
        Assert.Equal(5, await executor.InvokeAsync((hasState ? builder.WithState(static () => new List<int>()) : builder).Build(), 5, Some.Token));
        Assert.Equal(expected, calls);
    }

    [Fact]
    public async Task Breakers_AreSharedByWhatHasAStateAndWhatHasNone()
    {
        var calls = 0;
        var options = new OptimizationOptions { CircuitBreaking = new CircuitBreakingOptions { MinimumCalls = 2, Key = static _ => "one" } };
        await using var executor = new Executor(new ExecutorOptions { Optimizations = options });
        var builder = Pipeline.Create<int>("p").Then("fails", (int _, StepContext _) => ++calls > 0 ? throw Some.Failure() : new ValueTask<int>(0));
        foreach (var pipeline in new[] { builder.Build(), builder.WithState(static () => "state").Build(), builder.Build() })
        {
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
        }

        Assert.Equal(2, calls);
    }
}
