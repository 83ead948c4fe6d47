namespace Weir.Tests.Workflows.Scheduling;

public class ParallelismTests
{
    [Fact(Timeout = 60_000)]
    public async Task Run_WithWaitingSteps_ReachesTheLimitAndNeverPassesIt()
    {
        // Each step waits for five to be there; so five must be in flight at once, on two processors or on one.
        var crowd = new Crowd(5);
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        for (var i = 0; i < 50; i++)
        {
            stage.AddStep($"n{i}", async context => await crowd.StayAsync(context.CancellationToken));
        }

        using var run = await Some.RunAsync(builder.Build(), maxParallel: 5);
        Assert.Equal((RunStatus.Completed, 5), (run.Status, crowd.Most));
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_WithAStageLimit_HoldsItWhileOtherStagesGoOn()
    {
        var (narrow, wide) = (new Crowd(2), new Crowd(4));
        var builder = Workflow.Create("w");
        var (first, second) = (builder.AddStage("narrow", 2), builder.AddStage("wide"));
        for (var i = 0; i < 40; i++)
        {
            first.AddStep($"n{i}", async context => await narrow.StayAsync(context.CancellationToken));
            second.AddStep($"w{i}", async context => await wide.StayAsync(context.CancellationToken));
        }

        using var run = await Some.RunAsync(builder.Build(), maxParallel: 6);
        Assert.Equal((RunStatus.Completed, 2), (run.Status, narrow.Most));

        // Once the narrow stage is done the other one has the places of both.
        Assert.InRange(wide.Most, 4, 6);
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_WithStepsThatBlockTheirThreads_RunsThemSideBySide()
    {
        using var barrier = new Barrier(3);
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        for (var i = 0; i < 9; i++)
        {
            stage.AddStep($"n{i}", context => new ValueTask<bool>(barrier.SignalAndWait(TimeSpan.FromSeconds(30), context.CancellationToken)));
        }

        using var run = await Some.RunAsync(builder.Build(), maxParallel: 3);
        run.ThrowIfFailed();
        Assert.Equal(3, barrier.CurrentPhaseNumber);
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_WithOneAtATime_GoesByTheLongestWayThenByDeclaration()
    {
        var order = new List<string>();
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
        {
            stage.AddStep(name, context =>
            {
                order.Add(context.StepName);
                return new ValueTask<int>(1);
            });
        }

        builder.AddDependency("a", "d");
        using var run = await Some.RunAsync(builder.Build(), maxParallel: 1);
        Assert.Equal(["d", "a", "b", "c", "e"], order);
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_WithASlowChain_DoesNotHoldUpAnother()
    {
        // The slow chain ends only when the fast one has passed all stages: with a barrier between stages nobody would ever end.
        var fastDone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = Workflow.Create("w");
        var stages = Enumerable.Range(0, 4).Select(i => builder.AddStage($"s{i}")).ToArray();
        var slow = stages[0].AddStep("slow0", async context =>
        {
            await fastDone.Task.WaitAsync(context.CancellationToken);
            return 1;
        });
        var fast = stages[0].AddStep("fast0", static _ => new ValueTask<int>(1));
        for (var i = 1; i < stages.Length; i++)
        {
            slow = stages[i].AddStep($"slow{i}", slow, static (x, _) => new ValueTask<int>(x + 1));
            fast = stages[i].AddStep($"fast{i}", fast, (x, context) =>
            {
                if (context.StepName == "fast3")
                {
                    fastDone.SetResult();
                }

                return new ValueTask<int>(x + 1);
            });
        }

        using var run = await Some.RunAsync(builder.Build(), maxParallel: 2);
        Assert.Equal((4, 4), (run.OutputOf(slow), run.OutputOf(fast)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_AcrossStagesInAnyDirection_FollowsTheDependencies()
    {
        var builder = Workflow.Create("w");
        var (one, two) = (builder.AddStage("one", 1), builder.AddStage("two", 1));
        var a = two.AddStep("a", static _ => new ValueTask<int>(1));
        var b = one.AddStep("b", a, static (x, _) => new ValueTask<int>(x + 1));
        var c = two.AddStep("c", b, static (x, _) => new ValueTask<int>(x + 1));
        var d = one.AddStep("d", c, static (x, _) => new ValueTask<int>(x + 1));
        using var run = await Some.RunAsync(builder.Build());
        Assert.Equal(4, run.OutputOf(d));
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_OfAHundredThousandSynchronousStepsInAChain_DoesNotGrowTheStack()
    {
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var last = stage.AddStep("n0", static _ => new ValueTask<int>(0));
        for (var i = 1; i < 100_000; i++)
        {
            last = stage.AddStep($"n{i}", last, static (x, _) => new ValueTask<int>(x + 1));
        }

        using var run = await Some.RunAsync(builder.Build());
        Assert.Equal(99_999, run.OutputOf(last));
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WhenTheHeadOfALongChainFails_SkipsItAllWithOneCause()
    {
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var last = stage.AddStep<int>("head", static _ => throw Some.Failure());
        for (var i = 1; i < 100_000; i++)
        {
            last = stage.AddStep($"n{i}", last, static (x, _) => new ValueTask<int>(x + 1));
        }

        using var run = await Some.RunAsync(builder.Build());
        Assert.Equal("needs 'n99998', which was skipped because 'head' failed", run.Steps[^1].Reason);
        Assert.Equal(99_999, run.Steps.Count(static s => s.Status == StepStatus.Skipped));
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_OfAHundredThousandStepsSideBySide_RunsEachOnce()
    {
        var calls = 0;
        var builder = Workflow.Create("w");
        var stages = new[] { builder.AddStage("free"), builder.AddStage("narrow", 1) };
        for (var i = 0; i < 100_000; i++)
        {
            stages[i % 2].AddStep($"n{i}", _ => new ValueTask<int>(Interlocked.Increment(ref calls)));
        }

        using var run = await Some.RunAsync(builder.Build());
        Assert.Equal((RunStatus.Completed, 100_000), (run.Status, calls));
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_OfTwoHundredWorkflowsAtOnce_MixesNothingUp()
    {
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var head = stage.AddStep("head", static async context =>
        {
            await Task.Yield();
            return context.RunId;
        });
        var middle = Enumerable.Range(0, 10).Select(i => stage.AddStep($"m{i}", head, static (id, context) =>
            new ValueTask<string>(id == context.RunId ? id : "another run's"))).ToArray();
        var all = stage.AddStep("all", middle, static (ids, _) => new ValueTask<string>(string.Join(' ', ids.Distinct())));
        var workflow = builder.Build();
        await using var executor = new Executor();
        var runs = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => executor.RunAsync(workflow, Some.Token).AsTask()));
        Assert.All(runs, run => Assert.Equal(run.Id, run.OutputOf(all)));
        Assert.Equal(200, runs.Select(static run => run.Id).Distinct().Count());
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_WithAsyncLocals_ShowsEveryStepTheCallersOnly()
    {
        var local = new AsyncLocal<string?> { Value = "caller" };
        var seen = new List<string?>();
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var a = stage.AddStep("a", See);
        var b = stage.AddStep("b", See, a);
        stage.AddStep("c", See, b);
        using var run = await Some.RunAsync(builder.Build());
        Assert.Equal(["caller", "caller", "caller"], seen);

        async ValueTask<int> See(StepContext context)
        {
            seen.Add(local.Value);
            local.Value = context.StepName;
            await Task.Yield();
            return 1;
        }
    }

    /// <summary>Steps that stay until <paramref name="expected"/> have been there at once; notes the most there ever were.</summary>
    private sealed class Crowd(int expected)
    {
        private readonly Lock _gate = new();
        private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _here;

        public int Most { get; private set; }

        public async Task<int> StayAsync(CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                Most = Math.Max(Most, ++_here);
                if (_here == expected)
                {
                    _complete.TrySetResult();
                }
            }

            await _complete.Task.WaitAsync(cancellationToken);
            await Task.Yield();
            lock (_gate)
            {
                return _here--;
            }
        }
    }
}
