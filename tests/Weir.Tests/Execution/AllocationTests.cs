namespace Weir.Tests.Execution;

public class AllocationTests
{
    [Fact]
    public async Task InvokeAsync_OfStepsThatEndAtOnce_AllocatesNothing()
    {
        Assert.SkipWhen(FrameChecks.AreOn, "Contexts are watched, which allocates.");
        await using var executor = new Executor();
        var pipeline = Numbers();
        Assert.Equal(0, PerRun(() => Ended(executor.InvokeAsync(pipeline, 1, CancellationToken.None))));
    }

    [Fact]
    public async Task RunAsync_OfStepsThatEndAtOnce_AllocatesTheRunOnly()
    {
        Assert.SkipWhen(FrameChecks.AreOn, "Contexts are watched, which allocates.");
        await using var executor = new Executor();
        var pipeline = Numbers();
        Assert.InRange(
            PerRun(() =>
            {
                using var run = Ended(executor.RunAsync(pipeline, 1, CancellationToken.None));
                Assert.True(run.Output == 11);
            }),
            0,
            64);
    }

    [Fact]
    public async Task InvokeAsync_WithStatistics_AllocatesNothing()
    {
        Assert.SkipWhen(FrameChecks.AreOn, "Contexts are watched, which allocates.");
        await using var executor = new Executor(new ExecutorOptions { CollectStatistics = true });
        var pipeline = Numbers();
        Assert.Equal(0, PerRun(() => Ended(executor.InvokeAsync(pipeline, 1, CancellationToken.None))));
        Assert.Equal(executor.GetStatistics().Metrics.Runs.Started, executor.GetStatistics().ExecutionCount);
    }

    [Fact]
    public async Task RunAsync_OfFailuresWithStatistics_AllocatesWhatItDoesWithout()
    {
        await using var without = new Executor();
        await using var with = new Executor(new ExecutorOptions { CollectStatistics = true });
        var pipeline = Some.Pipeline(Step.From<int, int>("fails", static (_, context) => new ValueTask<int>(context.Fail<int>("no"))));
        Assert.Equal(PerRun(() => Ended(without.RunAsync(pipeline, 1, CancellationToken.None)).Dispose()), PerRun(() => Ended(with.RunAsync(pipeline, 1, CancellationToken.None)).Dispose()));
    }

    [Fact]
    public async Task RunAsync_UnderABudget_AllocatesWhatItDoesWithout()
    {
        Assert.SkipWhen(FrameChecks.AreOn, "Contexts are watched, which allocates.");
        await using var executor = new Executor();
        var estimated = Enumerable.Range(0, 10).Aggregate(
            Pipeline.Create<int>("numbers"), static (all, i) => all.Then($"s{i}", static (int x) => x + 1, static how => how.Estimate(new Usage(1, 1, 0.1m))));
        var (with, without) = (new RunOptions { Budget = new Budget { Cost = 1, Tokens = 20, Steps = 10 } }, new RunOptions());
        var limited = estimated.WithBudget(with.Budget).Build();
        var plain = estimated.Build();
        var expected = PerRun(() => Run(plain, without));
        Assert.Equal(expected, PerRun(() => Run(plain, with)));
        Assert.Equal(expected, PerRun(() => Run(limited, with)));

        void Run(Pipeline<int, int> pipeline, RunOptions options)
        {
            using var run = Ended(executor.RunAsync(pipeline, 1, options, CancellationToken.None));
            Assert.True(run.Output == 11);
        }
    }

    [Fact]
    public async Task InvokeAsync_OfCompositesThatEndAtOnce_AllocatesNothing()
    {
        Assert.SkipWhen(FrameChecks.AreOn, "Contexts are watched, which allocates.");
        await using var executor = new Executor();
        var inner = Numbers();
        var pipeline = Pipeline.Create<int>("composites").Then(inner).Branch("branch", static x => x > 0, inner, inner).Loop("loop", inner, static x => x > 100, 50).Build();
        Assert.Equal(0, PerRun(() => Ended(executor.InvokeAsync(pipeline, 1, CancellationToken.None))));
    }

    private static Pipeline<int, int> Numbers() =>
        Enumerable.Range(0, 10).Aggregate(Pipeline.Create<int>("numbers"), static (all, i) => all.Then($"s{i}", static (int x) => x + 1)).Build();

    private static T Ended<T>(ValueTask<T> call)
    {
        Assert.True(call.IsCompletedSuccessfully);
        return call.GetAwaiter().GetResult();
    }

    /// <summary>The bytes of one call, when all is warm: the least of several times many, for the runtime itself allocates now and then.</summary>
    private static long PerRun(Action call)
    {
        const int Calls = 2_000;
        var least = long.MaxValue;
        for (var round = 0; round < 10; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Calls; i++)
            {
                call();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least / Calls;
    }
}
