using Weir.Testing;

namespace Weir.Tests.Workflows.Measuring;

public class LearnedOrderTests
{
    // Without knowledge all steps are equal and start as declared.
    private static readonly TimedWorkflow Ends = new(("a", 10, []), ("b", 50, []), ("c", 90, []), ("d", 30, ["a"]));

    [Fact(Timeout = 60_000)]
    public async Task Run_WithLearnedDurations_StartsTheLongestWayFirst()
    {
        var learned = new LearnedDurations();
        var first = await StartsAsync(learned, Ends);
        var second = await StartsAsync(learned, Ends);
        Assert.Equal(["a", "b", "c", "d"], first);
        Assert.Equal(["c", "b", "a", "d"], second);
        Assert.True(learned.TryGet("timed", "c", out var duration));
        Assert.Equal(new LearnedDuration(TimeSpan.FromMilliseconds(90), 2), duration);
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_OfEqualSteps_KeepsTheOrderOfDeclaration()
    {
        var learned = new LearnedDurations();
        var equal = new TimedWorkflow(("a", 10, []), ("b", 10, []), ("c", 10, []), ("d", 10, []));
        await StartsAsync(learned, equal);
        Assert.Equal(["a", "b", "c", "d"], await StartsAsync(learned, equal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_WhereAStepIsUnknown_CountsItAsTheOthersOnAverage()
    {
        var learned = new LearnedDurations();
        learned.Learn("timed", [("a", 10), ("c", 90)]);
        Assert.Equal(["c", "b", "d", "a"], await StartsAsync(learned, new TimedWorkflow(("a", 1, []), ("b", 1, []), ("c", 1, []), ("d", 1, []))));
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_WhereADurationIsDeclared_GoesByItUntilOneIsLearned()
    {
        var learned = new LearnedDurations();
        var scheduler = new DeterministicScheduler(1);
        var started = new List<string>();
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        foreach (var (name, expected) in new[] { ("a", 1), ("b", 50), ("c", 90) })
        {
            var step = stage.AddStep(name, _ =>
            {
                started.Add(name);
                return new ValueTask<int>(1);
            });
            builder.Configure(step, configure => configure.Expect(TimeSpan.FromMilliseconds(expected)));
        }

        learned.Learn("w", [("a", 70)]);
        await RunAsync(scheduler, learned, builder.Build());
        Assert.Equal(["c", "a", "b"], started);
    }

    [Fact]
    public void Of_MakesAnOrderOnlyWhereDurationsHaveChanged()
    {
        var workflow = Ends.Build(new DeterministicScheduler(1));
        var learned = new LearnedDurations();
        Assert.Same(workflow.Graph.Order, LearnedOrder.Of(workflow, null));
        Assert.Same(workflow.Graph.Order, LearnedOrder.Of(workflow, learned));
        learned.Learn("timed", [("a", 10), ("b", 20)]);
        var order = LearnedOrder.Of(workflow, learned);
        Assert.NotSame(workflow.Graph.Order, order);
        learned.Learn("timed", [("a", 10.5), ("b", 20.5)]);
        Assert.Same(order, LearnedOrder.Of(workflow, learned));
        learned.Learn("timed", [("a", 100)]);
        Assert.NotSame(order, LearnedOrder.Of(workflow, learned));
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_LearnsFromCompletedStepsOnly()
    {
        var learned = new LearnedDurations();
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var fails = stage.AddStep<int>("fails", static _ => throw Some.Failure());
        stage.AddStep("skipped", fails, static (x, _) => new ValueTask<int>(x));
        stage.AddStep("well", static _ => new ValueTask<int>(1));
        await using var executor = new Executor(new ExecutorOptions { Durations = learned });
        using var run = await executor.RunAsync(builder.Build(), Some.Token);
        Assert.Equal(1, learned.Count);
        Assert.True(learned.TryGet("w", "well", out _));
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_WithBackOff_LearnsTheDurationWithoutIt()
    {
        var learned = new LearnedDurations();
        var scheduler = new DeterministicScheduler(1);
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var start = stage.AddStep("start", static _ => new ValueTask<int>(1));
        stage.AddStep("flaky", start, Pipeline.Create<int>("flaky").Then(
            "call",
            (int x, StepContext context) => new ValueTask<int>(context.Attempt == 1 ? context.Fail<int>("busy") : x),
            static step => step.Retry(new RetryOptions { MaxAttempts = 2, Delay = TimeSpan.FromSeconds(20), Jitter = 0 })).Build());
        await RunAsync(scheduler, learned, builder.Build());
        Assert.True(learned.TryGet("w", "flaky", out var duration));
        Assert.Equal(new LearnedDuration(TimeSpan.Zero, 1), duration);
    }

    [Fact(Timeout = 60_000)]
    public async Task Resume_LearnsNothing()
    {
        var learned = new LearnedDurations();
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var ask = stage.AddPause<int>("ask", "How many?");
        stage.AddStep("use", ask, static (x, _) => new ValueTask<int>(x));
        var workflow = builder.Build();
        await using var executor = new Executor(new ExecutorOptions { Durations = learned });
        using var paused = await executor.RunAsync(workflow, new RunOptions { Id = "r" }, Some.Token);
        using var run = await executor.ResumeAsync(workflow, "r", [new PauseAnswer("w/s/ask", 3)], cancellationToken: Some.Token);
        Assert.Equal((RunStatus.Completed, 0), (run.Status, learned.Count));
    }

    private static async Task<List<string>> StartsAsync(LearnedDurations learned, TimedWorkflow workflow)
    {
        var scheduler = new DeterministicScheduler(1);
        var started = new List<string>();
        await RunAsync(scheduler, learned, workflow.Build(scheduler, started));
        return started;
    }

    private static Task RunAsync(DeterministicScheduler scheduler, LearnedDurations learned, Workflow workflow) => scheduler.RunAsync(async () =>
    {
        await using var executor = new Executor(new ExecutorOptions { Durations = learned, Time = scheduler.Time, MaxParallel = 1 });
        using var run = await executor.RunAsync(workflow);
        run.ThrowIfFailed();
    });
}
