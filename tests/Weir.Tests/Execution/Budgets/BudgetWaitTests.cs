using Weir.Layers.Hedging;
using Weir.Testing;
using static Weir.Tests.Execution.Budgets.Chat;

namespace Weir.Tests.Execution.Budgets;

public class BudgetWaitTests
{
    private const int Branches = 64;

    [Theory(Timeout = 120_000)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task Branches_AgainstOneLimit_NeverPassItAndAreNotRefusedWhatFits(int seed)
    {
        var random = new Random(seed);
        var estimates = Enumerable.Range(0, Branches).Select(_ => random.Next(10, 200) / 100m).ToArray();
        var uses = estimates.Select(most => Math.Round(most * random.Next(0, 101) / 100, 2)).ToArray();

        // Enough for all that is used and one reservation more: whoever waits fits in the end.
        var limit = uses.Sum() + 2m;
        var spent = new Purse();
        var pipeline = Fan((i, all) => all.Then("ask", (int x, StepContext context) => spent.UseAsync(x, uses[i], context), how => how.Estimate(Money(estimates[i]))));
        using var run = await Some.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = limit } });
        Assert.Equal((RunStatus.Completed, uses.Sum()), (run.Status, run.Usage.Cost));
        using var less = await Some.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = limit / 3 } });
        Assert.Equal(RunStatus.Failed, less.Status);
        Assert.InRange(less.Usage.Cost, 0, limit / 3);
        Assert.Equal(uses.Sum() + less.Usage.Cost, spent.Sum);
    }

    [Fact(Timeout = 120_000)]
    public async Task Branches_WithoutEstimates_RunOneAfterTheOther()
    {
        var inFlight = 0;
        var most = 0;
        var pipeline = Fan((_, all) => all.Then("ask", async (int x, StepContext context) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inFlight));
            await Task.Yield();
            context.AddUsage(Money(0.5m));
            Interlocked.Decrement(ref inFlight);
            return x;
        }));
        using var run = await Some.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = (0.5m * Branches) + 0.1m } });
        Assert.Equal((RunStatus.Completed, 0.5m * Branches, 1), (run.Status, run.Usage.Cost, most));
    }

    [Fact(Timeout = 120_000)]
    public async Task Branches_UnderPipelineAndRun_GiveBackWhatTheOtherRefused()
    {
        var limited = Pipeline.Create<int>("limited").Then("ask", async (int x, StepContext context) =>
        {
            await Task.Yield();
            context.AddUsage(Money(1));
            return x;
        }, static how => how.Estimate(Money(2))).Map("more", static x => new[] { x, x, x }, Step.From<int, int>("one", async static (x, context) =>
        {
            await Task.Yield();
            context.AddUsage(Money(0.5m));
            return x;
        }), new MapOptions { MaxParallel = 3 }, static how => how.Estimate(Money(1))).WithBudget(new Budget { Cost = 4 }).Build();
        var pipeline = Pipeline.Create<int>("p").Parallel("all", [.. Enumerable.Range(0, 16).Select(i => ($"b{i}", limited))], new BranchOptions { MaxParallel = 16 }).Build();
        using var run = await Some.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = (16 * 2.5m) + 2 } });
        Assert.Equal((RunStatus.Completed, 16 * 2.5m), (run.Status, run.Usage.Cost));
    }

    [Fact(Timeout = 60_000)]
    public async Task Wait_WhenTheRunIsCancelled_Ends()
    {
        using var source = new CancellationTokenSource();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var holding = Pipeline.Create<int>("holding").Then("hold", async (int x, StepContext context) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return x;
        }, static how => how.Estimate(Money(1))).Build();
        var pipeline = Pipeline.Create<int>("p").Parallel("both", [("a", holding), ("b", Asking(1, 1).Build())], new BranchOptions { MaxParallel = 2 }).Build();
        await using var executor = new Executor();
        var running = executor.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = 1 } }, source.Token);
        await started.Task;
        await source.CancelAsync();
        using var run = await running;
        Assert.Equal((RunStatus.Cancelled, 0m), (run.Status, run.Usage.Cost));
    }

    [Fact(Timeout = 60_000)]
    public async Task Wait_OfOneThatTimesOut_IsAFailedAttemptAndReleasesNothing()
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var holding = Pipeline.Create<int>("holding").Then("hold", async (int x, StepContext _) =>
        {
            await release.Task;
            return x;
        }, static how => how.Estimate(Money(1))).Build();
        var waiting = Pipeline.Create<int>("waiting").Then("ask", Using(1), static how => how.Estimate(Money(1)).AttemptTimeout(TimeSpan.FromSeconds(1))).Build();
        var pipeline = Pipeline.Create<int>("p").Parallel("both", [("a", holding), ("b", waiting)], new BranchOptions { MaxParallel = 2, OnFailure = FailurePolicy.Ignore }).Build();
        var running = executor.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = 1 } }, Some.Token).AsTask();
        time.Advance(TimeSpan.FromSeconds(2));
        await Task.Yield();
        release.SetResult();
        using var run = await running;
        Assert.Equal((RunStatus.Completed, 0m), (run.Status, run.Usage.Cost));
        Assert.IsType<StepTimeoutException>(run.Steps[0].Steps[1].Error);
    }

    [Fact(Timeout = 60_000)]
    public async Task Wait_BesideStepsWithATimeOut_NeverTakesThePlacesOfOneAnother()
    {
        // A step that was granted what it waited for must have a place to run in: else the others hold all places and wait for it.
        var plain = Pipeline.Create<int>("plain").Then("ask", Slow, static how => how.Estimate(Money(1))).Build();
        var timed = Pipeline.Create<int>("timed").Then("ask", Slow, static how => how.Estimate(Money(1)).AttemptTimeout(TimeSpan.FromSeconds(50))).Build();
        var item = Pipeline.Create<int>("item").Branch("kind", static x => x == 0, plain, timed).Build();
        var pipeline = Pipeline.Create<int[]>("p").Map("all", static x => x, item, new MapOptions { MaxParallel = 2 }).Build();
        foreach (var items in new int[][] { [0, 0, 1, 1, 1], [0, 1, 0, 1, 0, 1, 1, 1], [1, 0, 0, 0, 1, 1, 0, 1] })
        {
            using var run = await Some.RunAsync(pipeline, items, new RunOptions { Budget = new Budget { Cost = 1 } });
            run.ThrowIfFailed();
            Assert.Equal(items, run.Output);
        }

        static async ValueTask<int> Slow(int x, StepContext context)
        {
            await Task.Delay(2, context.CancellationToken);
            return x;
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Wait_InAMapWithALimit_LosesNoPlace()
    {
        var pipeline = Pipeline.Create<int>("p").Map("all", static x => Enumerable.Range(0, x).ToArray(), Step.From<int, int>("ask", async static (x, context) =>
        {
            await Task.Yield();
            context.AddUsage(Money(0.1m));
            return x;
        }), new MapOptions { MaxParallel = 3 }, static how => how.Estimate(Money(0.6m)).Retry(2)).Build();
        using var run = await Some.RunAsync(pipeline, 200, new RunOptions { Budget = new Budget { Cost = 21 } });
        Assert.Equal((RunStatus.Completed, 20m, 200), (run.Status, run.Usage.Cost, run.Output.Count));
    }

    [Fact(Timeout = 60_000)]
    public async Task Hedge_ThatDoesNotFit_LeavesTheFirstCallAlone()
    {
        var time = new ManualTime();
        var calls = 0;
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pipeline = Pipeline.Create<int>("p").Then("ask", async (int x, StepContext context) =>
        {
            Interlocked.Increment(ref calls);
            await release.Task;
            context.AddUsage(Money(1));
            return x;
        }, static how => how.Estimate(Money(1)).AddHedging(new HedgingOptions { Delay = TimeSpan.FromSeconds(1), MaxCalls = 2 })).Build();
        foreach (var budget in new Budget[] { new() { Cost = 1.5m }, new() { Cost = 5, Steps = 1 } })
        {
            (calls, release) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            await using var executor = new Executor(new ExecutorOptions { Time = time });
            var running = executor.RunAsync(pipeline, 1, new RunOptions { Budget = budget }, Some.Token).AsTask();
            time.Advance(TimeSpan.FromSeconds(2));
            release.SetResult();
            using var run = await running;
            Assert.Equal((RunStatus.Completed, 1m, 1), (run.Status, run.Usage.Cost, calls));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Hedge_ThatFits_ReservesForItselfAndCountsTheCallLeftBehind()
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time, Budget = new Budget { Cost = 5 } });
        var calls = 0;
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pipeline = Pipeline.Create<int>("p").Then("ask", async (int x, StepContext context) =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            }

            second.SetResult();
            context.AddUsage(Money(0.5m));
            return x;
        }, static how => how.Estimate(Money(1)).AddHedging(new HedgingOptions { Delay = TimeSpan.FromSeconds(1), MaxCalls = 2 })).Build();
        var running = executor.RunAsync(pipeline, 1, Some.Token).AsTask();
        time.Advance(TimeSpan.FromSeconds(2));
        await second.Task;
        using var run = await running;

        // What the other call used nobody knows: its estimate counts for the budget, and not for the run.
        Assert.Equal((RunStatus.Completed, 0.5m, 3.5m), (run.Status, run.Usage.Cost, executor.BudgetLeft?.Cost));
    }

    [Fact(Timeout = 120_000)]
    public async Task Parallel_NestedDeeperThanItsLimits_EndsUnderABudget()
    {
        var inner = Asking(1, 0.01m).Build();
        for (var depth = 0; depth < 6; depth++)
        {
            var (name, body) = ($"d{depth}", inner);
            inner = Pipeline.Create<int>(name).Parallel("two", [("a", body), ("b", body)], new BranchOptions { MaxParallel = 2 })
                .Then("sum", static values => values.Values.Sum()).WithBudget(new Budget { Cost = 0.05m * (2 << depth) }).Build();
        }

        using var run = await Some.RunAsync(inner, 1, new RunOptions { Budget = new Budget { Cost = 0.64m } });
        Assert.Equal((RunStatus.Completed, 0.64m), (run.Status, run.Usage.Cost));
    }

    [Fact(Timeout = 120_000)]
    public async Task Pipelines_NestedDeeperThanAStackIsHigh_CountForABudget()
    {
        var inner = Asking(1, 0.5m).Build();
        for (var depth = 0; depth < 20_000; depth++)
        {
            inner = Pipeline.Create<int>("deeper").Then(inner).Build();
        }

        using var run = await Some.RunAsync(inner, 1, new RunOptions { Budget = new Budget { Cost = 1 } });
        Assert.Equal((RunStatus.Completed, 0.5m), (run.Status, run.Usage.Cost));
        using var less = await Some.RunAsync(inner, 1, new RunOptions { Budget = new Budget { Cost = 0.4m } });
        Assert.Equal(0.5m, Breach(less).Asked);
    }

    private static Pipeline<int, IReadOnlyDictionary<string, int>> Fan(Func<int, PipelineBuilder<int, int>, PipelineBuilder<int, int>> add) =>
        Pipeline.Create<int>("p").Parallel(
            "all",
            [.. Enumerable.Range(0, Branches).Select(i => ($"b{i}", add(i, Pipeline.Create<int>("b")).Build()))],
            new BranchOptions { MaxParallel = Branches }).Build();

    /// <summary>What all have used, counted apart from the budget.</summary>
    private sealed class Purse
    {
        private readonly Lock _gate = new();

        public decimal Sum { get; private set; }

        public async ValueTask<int> UseAsync(int x, decimal cost, StepContext context)
        {
            await Task.Yield();
            lock (_gate)
            {
                Sum += cost;
            }

            context.AddUsage(Money(cost));
            return x;
        }
    }
}
