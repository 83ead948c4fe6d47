using System.Runtime.CompilerServices;
using Weir.Layers.Caching;

namespace Weir.Tests.Execution;

/// <summary>What went through a run that is over is held by nobody.</summary>
public class RetentionTests
{
    [Theory]
    [InlineData("invoke", false)]
    [InlineData("invoke", true)]
    [InlineData("run", false)]
    [InlineData("run", true)]
    [InlineData("fail", false)]
    [InlineData("fail", true)]
    [InlineData("fail recorded", true)]
    public async Task Values_OfARunThatIsOver_CanBeCollected(string how, bool suspends)
    {
        var pipeline = Build(suspends, fails: how.StartsWith("fail", StringComparison.Ordinal));
        await using var executor = new Executor();
        var seen = await PlayAsync(executor, pipeline, isRecorded: how is "run" or "fail recorded");
        await CollectAsync(seen);
        GC.KeepAlive(executor);
        GC.KeepAlive(pipeline);
    }

    [Fact]
    public async Task Executors_ThatWereDisposed_CanBeCollectedWhileTheirPipelinesLive()
    {
        var pipeline = Some.Pipeline(Step.From<int, int>("step", static x => x + 1));
        var seen = await Task.Run(async () =>
        {
            var executors = new List<WeakReference>
            {
                await UseAsync(pipeline, null),
                await UseAsync(pipeline, new OptimizationOptions { Caching = new CachingOptions() }),
                await UseAsync(pipeline, null),
            };

            // The last one stays on the stack for a while.
            await UseAsync(pipeline, null);
            return executors;
        });
        await CollectAsync(seen);
        GC.KeepAlive(pipeline);

        static async Task<WeakReference> UseAsync(Pipeline<int, int> pipeline, OptimizationOptions? options)
        {
            await using var executor = new Executor(new ExecutorOptions { Optimizations = options ?? OptimizationOptions.None });
            await executor.InvokeAsync(pipeline, 1, Some.Token);
            return new WeakReference(executor);
        }
    }

    [Fact]
    public async Task Options_ThatWereSwapped_CanBeCollectedWhileTheExecutorLives()
    {
        var pipeline = Some.Pipeline(Step.From<int, int>("step", static (x, _) => new ValueTask<int>(x + 1)));
        await using var executor = new Executor();
        var seen = await Task.Run(async () =>
        {
            var plans = new List<WeakReference>();
            for (var i = 1; i < 5; i++)
            {
                executor.EnableOptimizations(new OptimizationOptions { Caching = new CachingOptions { MaxEntries = i } });
                await executor.InvokeAsync(pipeline, 1, Some.Token);
                plans.Add(new WeakReference(executor.Plans));
            }

            executor.DisableOptimizations();
            await executor.InvokeAsync(pipeline, 1, Some.Token);
            return plans;
        });
        await CollectAsync(seen);
        GC.KeepAlive(executor);
        GC.KeepAlive(pipeline);
    }

    /// <summary>What pipelines say for themselves is forgotten with them: all but the last few, which are when the next ones come.</summary>
    [Fact]
    public async Task Options_OfPipelinesThatAreGone_CanBeCollectedWhileTheExecutorLives()
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = new() { Hedging = new() } });
        var seen = new List<WeakReference>();
        for (var round = 0; round < 10; round++)
        {
            seen.AddRange(await Task.Run(UseAsync));
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.InRange(seen.Count(static one => one.IsAlive), 0, 60);

        async Task<List<WeakReference>> UseAsync()
        {
            var tenants = new List<WeakReference>();
            for (var i = 0; i < 20; i++)
            {
                var tenant = new byte[1000];
                var options = new OptimizationOptions { CircuitBreaking = new() { Counts = _ => tenant.Length > 0 }, Concurrency = new() { Reason = $"{tenants.Count} {tenant.GetHashCode()}" } };
                var pipeline = Pipeline.Create<int>("p").Optimize(options).Then("s", static (x, _) => new ValueTask<int>(x)).Build();
                await executor.InvokeAsync(pipeline, 1, Some.Token);
                tenants.Add(new WeakReference(tenant));
            }

            return tenants;
        }
    }

    private static async Task CollectAsync(List<WeakReference> seen)
    {
        for (var i = 0; i < 20 && seen.Any(static reference => reference.IsAlive); i++)
        {
            await Task.Yield();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.DoesNotContain(true, seen.Select(static reference => reference.IsAlive));
    }

    /// <summary>Every construct, each of which gives an object that is new.</summary>
    private static Pipeline<Box, Box> Build(bool suspends, bool fails)
    {
        var step = Step.From<Box, Box>("step", async (box, context) =>
        {
            if (suspends)
            {
                await Task.Yield();
            }

            context.Update<Box>(state => state.Next());
            return box.Next();
        });
        var one = Pipeline.Create<Box>("one").Then(step).Then("more", step, static how => how.Retry(2).Validate("any", static _ => null)).Build();
        var failing = Step.From<Box, Box>("failing", (box, context) => suspends ? throw new HeldException(box) : new ValueTask<Box>(context.Fail<Box>("no")));
        return Pipeline.Create<Box>("all")
            .WithState(static () => new Box([]), static box => box.Next())
            .Then(one)
            .Branch("branch", static _ => true, one, one)
            .Loop("loop", one, static _ => true, 2)
            .Map("map", static box => new[] { box.Next(), box.Next() }, one)
            .Then("first", static boxes => boxes[0])
            .Map("map over a step", static box => new List<Box> { box.Next(), box.Next() }, step)
            .Then("second", static boxes => boxes[1])
            .Parallel("parallel", one, Pipeline.Create<Box>("other").Then(step).Build())
            .Then("either", static boxes => boxes.Item1)
            .Route("route", Step.From<Box, IReadOnlyList<string>>("router", static _ => ["a"]), [("a", one)])
            .Then("chosen", static boxes => boxes["a"])
            .RefineUntil(
                "refine",
                Pipeline.Create<Refinement<Box, Box>>("draft").Then("write", static refinement => refinement.Input.Next()).Build(),
                Pipeline.Create<Box>("critic").Then("read", static _ => new Critique(true)).Build(),
                2)
            .Then("falls back", failing, how => how.FallBackTo(step))
            .Then("ends", fails ? failing : step)
            .Build();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<List<WeakReference>> PlayAsync(Executor executor, Pipeline<Box, Box> pipeline, bool isRecorded)
    {
        var all = new List<WeakReference>();

        // On a thread of the pool, whose stack is not this one's.
        await Task.Run(
            async () =>
            {
                using var source = new CancellationTokenSource();
                try
                {
                    if (isRecorded)
                    {
                        using var run = await executor.RunAsync(pipeline, new Box(all), source.Token);
                        all.AddRange(run.Steps.Where(static step => step.Output is not null).Select(static step => new WeakReference(step.Output)));
                        all.Add(new WeakReference(run.State<Box>()));
                    }
                    else
                    {
                        await executor.InvokeAsync(pipeline, new Box(all), source.Token);
                    }
                }
                catch (Exception error) when (error is HeldException or StepFailedException)
                {
                    all.Add(new WeakReference(error));
                }
            },
            Some.Token);
        Assert.True(all.Count > 10);
        return all;
    }

    private sealed class Box
    {
        private readonly List<WeakReference> _all;

        public Box(List<WeakReference> all)
        {
            _all = all;
            lock (all)
            {
                all.Add(new WeakReference(this));
            }
        }

        public Box Next() => new(_all);
    }

    private sealed class HeldException(Box box) : Exception("held")
    {
        public Box Box => box;
    }
}
