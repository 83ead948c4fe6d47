using System.Collections.Concurrent;
using Weir.Layers.Caching;
using Weir.Layers.CircuitBreaking;
using Weir.Layers.Fusion;
using Weir.Layers.Pooling;

namespace Weir.Tests.Execution;

/// <summary>Optimizations that are switched while runs are under way.</summary>
public class OptimizationSwitchTests
{
    private static readonly OptimizationOptions Fused = new() { Fusion = new FusionOptions() };

    [Fact]
    public async Task Options_OfTheExecutor_ApplyUntilTheyAreDisabled()
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Fused });
        var pipeline = Two();
        Assert.Equal(2, await FusedAsync(executor, pipeline));
        executor.DisableOptimizations();
        Assert.Null(executor.Optimizations);
        Assert.Equal(1, await FusedAsync(executor, pipeline));
        executor.EnableOptimizations();
        Assert.Equal(Fused, executor.Optimizations);
        Assert.Equal(2, await FusedAsync(executor, pipeline));
        executor.EnableOptimizations(OptimizationOptions.None);
        Assert.Equal(1, await FusedAsync(executor, pipeline));
    }

    [Fact]
    public async Task Options_OfAPipeline_GoBeforeThoseOfTheExecutorAndAreOffWithThem()
    {
        await using var executor = new Executor();
        var on = Builder().Optimize(Fused).Build();
        Assert.Equal(2, await FusedAsync(executor, on));
        Assert.Equal(1, await FusedAsync(executor, Two()));
        executor.DisableOptimizations();
        Assert.Equal(1, await FusedAsync(executor, on));

        await using var fusing = new Executor(new ExecutorOptions { Optimizations = Fused });
        var off = Builder().Optimize(new OptimizationOptions { Fusion = new FusionOptions { Enabled = false } }).Build();
        Assert.Equal(1, await FusedAsync(fusing, off));
    }

    [Fact]
    public async Task Options_OfAnInnerPipeline_ApplyInsideItOnly()
    {
        await using var executor = new Executor();
        var inner = Builder().Optimize(Fused).Build();
        var outer = Builder().Then("inner", inner).Build();
        using var run = await executor.RunAsync(outer, 0, Some.Token);
        Assert.Equal([1, 1, 1], run.Steps.Select(static step => step.FusedSteps));
        Assert.Equal([2, 2], run.Steps[2].Steps.Select(static step => step.FusedSteps));
    }

    [Fact]
    public async Task Options_OfAStep_GoBeforeThoseOfItsPipeline()
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Breaking(2) });
        var calls = 0;
        var pipeline = Pipeline.Create<int>("order")
            .Then("charge", (_, context) => context.Attempt > 0 && ++calls > 0 ? throw Some.Failure() : new ValueTask<int>(0), static step => step.Optimize(Breaking(3)))
            .Build();
        for (var run = 0; run < 5; run++)
        {
            (await executor.RunAsync(pipeline, run, Some.Token)).Dispose();
        }

        Assert.Equal(3, calls);
        using var last = await executor.RunAsync(pipeline, 1, Some.Token);
        Assert.Equal("order/charge", Assert.IsType<CircuitOpenException>(last.Error).StepPath);
    }

    [Fact]
    public async Task Options_ReachTheSingleStepOfAMapAndAFallBack()
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Breaking(2) });
        var (calls, spares) = (0, 0);
        var step = Step.From<int, int>("item", (_, _) => ++calls > 0 ? throw Some.Failure() : new ValueTask<int>(0));
        var spare = Step.From<int, int>("spare", (_, _) => ++spares > 0 ? throw Some.Failure() : new ValueTask<int>(0));
        var map = Pipeline.Create<int[]>("items").Map("each", static items => items, step, new MapOptions { OnFailure = FailurePolicy.Ignore }).Build();
        (await executor.RunAsync(map, [1, 2, 3, 4, 5], Some.Token)).Dispose();
        Assert.Equal(2, calls);
        var falling = Pipeline.Create<int>("falls").Then(step, configure => configure.FallBackTo(spare)).Build();
        for (var run = 0; run < 5; run++)
        {
            (await executor.RunAsync(falling, 0, Some.Token)).Dispose();
        }

        Assert.Equal((4, 2), (calls, spares));
    }

    [Fact]
    public async Task Options_ReachTheStepsOfAWorkflowAndTheirItems()
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Breaking(2) });
        var calls = 0;
        var builder = Workflow.Create("orders");
        var stage = builder.AddStage("only");
        stage.AddStep<int>("fails", _ => ++calls > 0 ? throw Some.Failure() : new ValueTask<int>(0));
        var zero = stage.AddStep("zero", static _ => new ValueTask<int>(0));
        stage.AddStep("inner", zero, Builder().Optimize(Fused with { CircuitBreaking = new CircuitBreakingOptions { Enabled = false } }).Build());
        var workflow = builder.Build();
        for (var turn = 0; turn < 4; turn++)
        {
            using var run = await executor.RunAsync(workflow, cancellationToken: Some.Token);
            Assert.Equal(2, run.Steps.Single(static step => step.Name == "inner").Steps[0].FusedSteps);
        }

        Assert.Equal(2, calls);
        executor.DisableOptimizations();
        using var plain = await executor.RunAsync(workflow, cancellationToken: Some.Token);
        Assert.Equal((3, 1), (calls, plain.Steps.Single(static step => step.Name == "inner").Steps[0].FusedSteps));
    }

    [Fact]
    public async Task Options_OfTheExecutor_CacheWhatCanBeKeptAndLeaveTheRestOut()
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = new() { Caching = new CachingOptions() } });
        var (kept, open, left) = (0, 0, 0);
        var pipeline = Pipeline.Create<int>("cached")
            .Then("kept", (x, _) => new ValueTask<int>(x + ++kept))
            .Then("left out", (x, _) => new ValueTask<int>(x + ++left), static step => step.WithoutCaching())
            .Then("open", (x, _) => new ValueTask<List<int>>([x, ++open]))
            .Build();
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        Assert.Equal((1, 2, 2), (kept, left, open));
        executor.DisableOptimizations();
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        Assert.Equal((2, 3, 3), (kept, left, open));
    }

    [Fact]
    public async Task Options_OfTheExecutor_PoolBuffers()
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = new() { Pooling = new PoolingOptions() } });
        var rent = Step.From<int, int>("rent", static (_, context) =>
        {
            using var buffer = context.Buffers.Rent(100_000);
            return new ValueTask<int>(buffer.Memory.Length);
        });
        var pipeline = Pipeline.Create<int>("rents").Then(rent).Build();
        Assert.True(await BytesAsync() < 200_000, "Buffers were made anew.");
        executor.DisableOptimizations();
        Assert.True(await BytesAsync() > 900_000, "Buffers were pooled.");

        async Task<long> BytesAsync()
        {
            await executor.InvokeAsync(pipeline, 0, Some.Token);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var turn = 0; turn < 10; turn++)
            {
                await executor.InvokeAsync(pipeline, 0, Some.Token);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public async Task Pipelines_ThatNobodyHolds_AreLetGo()
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Fused });
        var gone = await RunOneAsync(executor);
        GC.Collect();
        Assert.False(gone.TryGetTarget(out _));
        Assert.Equal(2, await FusedAsync(executor, Two()));

        static async Task<WeakReference<object>> RunOneAsync(Executor executor)
        {
            var pipeline = Pipeline.Create<int[]>("outer").Map("each", static items => items, Two()).Build();
            await executor.InvokeAsync(pipeline, [1, 2], Some.Token);
            return new WeakReference<object>(pipeline);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Plans_OfOptionsThatWereReplacedAndOfExecutorsThatAreGone_AreLetGo(bool isDisposed)
    {
        const int Times = 60;
        var pipeline = Builder().Then("sees", static (x, _) => new ValueTask<int>(x)).Build();
        var builder = Workflow.Create("w");
        builder.AddStage("s").AddStep("one", static _ => new ValueTask<int>(1));
        var workflow = builder.Build();
        var plans = new List<WeakReference<object>>();
        await UseAsync();

        // What the tables held goes when they have been finalized, which they are twice.
        for (var round = 0; round < 4; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        // A thread keeps the frame that it used last, and with it the plans.
        Assert.InRange(plans.Count(static one => one.TryGetTarget(out _)), 0, Times / 2);

        async Task UseAsync()
        {
            var executor = new Executor();
            for (var time = 0; time < Times; time++)
            {
                executor.EnableOptimizations(Breaking(2 + time) with { Caching = new CachingOptions() });
                await executor.InvokeAsync(pipeline, 1, Some.Token);
                (await executor.RunAsync(workflow, cancellationToken: Some.Token)).Dispose();
                plans.Add(new WeakReference<object>(executor.Plans));
                if (isDisposed)
                {
                    await executor.DisposeAsync();
                    executor = new Executor();
                }
            }

            await executor.DisposeAsync();
        }
    }

    [Fact]
    public async Task Switch_WhileARunIsUnderWay_LeavesItAsItBegan()
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Fused });
        var gate = new TaskCompletionSource<int>();
        var pipeline = Builder().Then("waits", async (x, _) => x + await gate.Task).Then("one", static (int x) => x).Then("two", static (int x) => x).Build();
        var first = executor.RunAsync(pipeline, 0, Some.Token);
        executor.DisableOptimizations();
        var second = executor.RunAsync(pipeline, 0, Some.Token);
        gate.SetResult(1);
        using var fused = await first;
        using var plain = await second;
        Assert.Equal([2, 2, 1, 2, 2], fused.Steps.Select(static step => step.FusedSteps));
        Assert.Equal([1, 1, 1, 1, 1], plain.Steps.Select(static step => step.FusedSteps));
        Assert.Equal((Fused.Hash, OptimizationOptions.None.Hash), (fused.OptimizationsHash, plain.OptimizationsHash));
        Assert.Equal(fused.Output, plain.Output);
    }

    [Fact]
    public async Task Switch_WithoutLeave_IsRefused()
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Fused with { AllowRuntimeChanges = false } });
        var error = Assert.Throws<InvalidOperationException>(executor.DisableOptimizations);
        Assert.Contains("AllowRuntimeChanges", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => executor.EnableOptimizations(OptimizationOptions.None));
        Assert.Equal(2, await FusedAsync(executor, Two()));
    }

    [Fact]
    public async Task Switch_OfSameOptions_KeepsWhatLayersKnow()
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Breaking(2) });
        var pipeline = Pipeline.Create<int>("order").Then("charge", static (int _, StepContext _) => ValueTask.FromException<int>(Some.Failure())).Build();
        (await executor.RunAsync(pipeline, 0, Some.Token)).Dispose();
        (await executor.RunAsync(pipeline, 0, Some.Token)).Dispose();
        executor.EnableOptimizations(Breaking(2));
        using var open = await executor.RunAsync(pipeline, 0, Some.Token);
        Assert.IsType<CircuitOpenException>(open.Error);
        executor.EnableOptimizations(Breaking(3));
        using var fresh = await executor.RunAsync(pipeline, 0, Some.Token);
        Assert.IsNotType<CircuitOpenException>(fresh.Error);
    }

    [Fact]
    public async Task Switch_UnderEightThreadsOfRuns_LosesDoublesAndMixesNothing()
    {
        await using var executor = new Executor();
        var seen = new ConcurrentDictionary<int, int>();
        var pipeline = Pipeline.Create<int>("counted").Then("note", x => seen.AddOrUpdate(x, 1, static (_, count) => count + 1) == 1 ? x : -1)
            .Then("twice", static (int x) => 2 * x).Then("once more", static (int x) => x + 1).Build();
        OptimizationOptions?[] choices = [null, OptimizationOptions.None, Fused, Breaking(5), Fused with { CircuitBreaking = new CircuitBreakingOptions() }];
        using var done = new CancellationTokenSource();
        var switching = Task.Run(() =>
        {
            for (var turn = 0; !done.IsCancellationRequested; turn++)
            {
                if (choices[turn % choices.Length] is { } options)
                {
                    executor.EnableOptimizations(options);
                }
                else
                {
                    executor.DisableOptimizations();
                }
            }
        }, Some.Token);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var number = thread * 1_000; number < (thread + 1) * 1_000; number++)
            {
                using var run = await executor.RunAsync(pipeline, number, Some.Token);
                Assert.Equal((2 * number) + 1, run.Output);
                Assert.Equal(3, run.Attempts);
                Assert.Contains(run.OptimizationsHash, choices.Select(static one => (one ?? OptimizationOptions.None).Hash));
                Assert.Equal(run.OptimizationsHash == Fused.Hash ? 3 : run.Steps[0].FusedSteps, run.Steps[0].FusedSteps);
            }
        }, Some.Token)));
        await done.CancelAsync();
        await switching;
        Assert.Equal(8_000, seen.Count);
        Assert.All(seen.Values, static count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Plan_OfPipelinesNestedDeeperThanTheStack_IsMade()
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Fused });
        var pipeline = Two();
        for (var level = 0; level < 20_000; level++)
        {
            pipeline = Pipeline.Create<int>("level").Then("inner", pipeline).Build();
        }

        Assert.Equal(2, await executor.InvokeAsync(pipeline, 0, Some.Token));
    }

    private static PipelineBuilder<int, int> Builder() => Pipeline.Create<int>("two").Then("first", static (int x) => x + 1).Then("second", static (int x) => x + 1);

    private static Pipeline<int, int> Two() => Builder().Build();

    private static async Task<int> FusedAsync(Executor executor, Pipeline<int, int> pipeline)
    {
        using var run = await executor.RunAsync(pipeline, 0, Some.Token);
        Assert.Equal(2, run.Output);
        return run.Steps[0].FusedSteps;
    }

    private static OptimizationOptions Breaking(int failures) => new() { CircuitBreaking = new CircuitBreakingOptions { MinimumCalls = failures, FailureRatio = 0.01, BreakDuration = TimeSpan.FromHours(1) } };
}
