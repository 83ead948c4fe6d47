using Weir.Testing;

namespace Weir.Tests.Workflows.Measuring;

public class RunTimesTests
{
    // The longest chain is a, c, d; b and e stand beside it.
    private static readonly TimedWorkflow Diamond = new(("a", 10, []), ("b", 20, ["a"]), ("c", 50, ["a"]), ("d", 5, ["b", "c"]), ("e", 15, []));

    [Theory(Timeout = 60_000)]
    [InlineData(8, 65)]
    [InlineData(1, 100)]
    public async Task GetTimes_OfARun_TellsWorkAndCriticalPathAndHowNearItCame(int maxParallel, int wall)
    {
        var scheduler = new DeterministicScheduler(1) { MaxParallel = maxParallel };
        using var run = await scheduler.RunAsync(Diamond.Build(scheduler));
        var times = run.GetTimes();
        Assert.Equal(Milliseconds(wall), times.Wall);
        Assert.Equal(Milliseconds(100), times.Work);
        Assert.Equal(Milliseconds(65), times.CriticalPath);
        Assert.Equal(["a", "c", "d"], times.CriticalSteps);
        Assert.Equal(maxParallel, times.Workers);
        Assert.Equal(Milliseconds(maxParallel == 1 ? 100 : 65), times.LowerBound);
        Assert.Equal(1, times.Efficiency);
        Assert.Equal(TimeSpan.Zero, times.BackOff);
        Assert.Same(times, run.GetTimes());
    }

    [Fact(Timeout = 60_000)]
    public async Task GetTimes_WhereAStageHeldStepsBack_HasAnEfficiencyBelowOne()
    {
        var scheduler = new DeterministicScheduler(1);
        var builder = Workflow.Create("narrow");
        var stage = builder.AddStage("one", maxParallel: 1);
        for (var i = 0; i < 4; i++)
        {
            stage.AddStep($"s{i}", async context =>
            {
                await Task.Delay(Milliseconds(10), scheduler.Time, context.CancellationToken);
                return 0;
            });
        }

        using var run = await scheduler.RunAsync(builder.Build());
        Assert.Equal((Milliseconds(10), 0.25), (run.GetTimes().LowerBound, run.GetTimes().Efficiency));
    }

    [Fact(Timeout = 60_000)]
    public async Task GetTimes_WhereAStepWaitedForItsNextAttempt_CountsThatApartFromWork()
    {
        var scheduler = new DeterministicScheduler(1) { MaxParallel = 1 };
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var start = stage.AddStep("start", static _ => new ValueTask<int>(1));
        stage.AddStep("flaky", start, Pipeline.Create<int>("flaky").Then("call", Call, Retry).Build());
        stage.AddStep("long", start, async (x, context) =>
        {
            await Task.Delay(Milliseconds(300), scheduler.Time, context.CancellationToken);
            return x;
        });

        using var run = await scheduler.RunAsync(builder.Build());
        var times = run.GetTimes();

        // Called after 0 ms for 10 ms; away until 110 ms, and then until the other step frees the only place, at 310 ms; called again for 10 ms.
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(Milliseconds(320), times.Wall);
        Assert.Equal(Milliseconds(300), times.BackOff);
        Assert.Equal(Milliseconds(320), times.Work);
        Assert.Equal(Milliseconds(320), times.CriticalPath);
        Assert.Equal(1, times.Efficiency);

        async ValueTask<int> Call(int x, StepContext context)
        {
            await Task.Delay(Milliseconds(10), scheduler.Time, context.CancellationToken);
            return context.Attempt == 1 ? context.Fail<int>("busy") : x;
        }

        static void Retry(StepBuilder<int, int> step) => step.Retry(new RetryOptions { MaxAttempts = 2, Delay = Milliseconds(100), Jitter = 0 });
    }

    [Fact(Timeout = 60_000)]
    public async Task GetTimes_WithABarrier_HasTheLongestStepOfEachStageOnTheCriticalPath()
    {
        var scheduler = new DeterministicScheduler(1);
        var builder = Workflow.Create("w");
        var first = builder.AddStage("first");
        first.AddStep("short", context => WaitAsync(10, context));
        first.AddStep("long", context => WaitAsync(30, context));
        builder.AddStage("second", new StageOptions { IsBarrier = true }).AddStep("last", context => WaitAsync(5, context));
        using var run = await scheduler.RunAsync(builder.Build());
        var times = run.GetTimes();
        Assert.Equal((Milliseconds(35), 1), (times.CriticalPath, times.Efficiency));
        Assert.Equal(["long", "last"], times.CriticalSteps);

        async ValueTask<int> WaitAsync(int milliseconds, StepContext context)
        {
            await Task.Delay(Milliseconds(milliseconds), scheduler.Time, context.CancellationToken);
            return milliseconds;
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task GetTimes_OfAStepWithItems_CountsAllForWorkAndTheLongestForTheCriticalPath()
    {
        var scheduler = new DeterministicScheduler(1) { MaxParallel = 2 };
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var first = stage.AddStep("first", context => WaitAsync(5, context));
        stage.AddForEach("each", [first], static _ => new[] { 10, 20, 30 }, Step.From<ForEachItem<int>, int>("wait", (item, context) => WaitAsync(item.Value, context)));
        using var run = await scheduler.RunAsync(builder.Build());
        var times = run.GetTimes();

        // Two at a time: 5, then 10 and 30 behind it beside 20.
        Assert.Equal((Milliseconds(45), Milliseconds(65), Milliseconds(35)), (times.Wall, times.Work, times.CriticalPath));
        Assert.Equal(["first", "each"], times.CriticalSteps);
        Assert.Equal(Milliseconds(35), times.LowerBound);
        Assert.Equal(Milliseconds(5), run.Steps[1].StartedAfter);

        async ValueTask<int> WaitAsync(int milliseconds, StepContext context)
        {
            await Task.Delay(Milliseconds(milliseconds), scheduler.Time, context.CancellationToken);
            return milliseconds;
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task GetTimes_WhereStepsFailed_LeavesThoseOutThatDidNotStart()
    {
        var scheduler = new DeterministicScheduler(1);
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var fails = stage.AddStep<int>("fails", async context =>
        {
            await Task.Delay(Milliseconds(10), scheduler.Time, context.CancellationToken);
            throw Some.Failure();
        });
        stage.AddStep("skipped", fails, static (x, _) => new ValueTask<int>(x));
        using var run = await scheduler.RunAsync(builder.Build());
        var times = run.GetTimes();
        Assert.Equal(["fails"], times.CriticalSteps);
        Assert.Equal((Milliseconds(10), Milliseconds(10)), (times.Work, times.CriticalPath));
    }

    [Fact]
    public async Task GetTimes_WhenCpuIsMeasured_TellsWhatTheProcessWorked()
    {
        var worked = TimeSpan.Zero;
        var builder = Workflow.Create("w");
        builder.AddStage("s").AddStep("spin", _ =>
        {
            var before = Environment.CpuUsage.TotalTime;
            while (worked < Milliseconds(5))
            {
                worked = Environment.CpuUsage.TotalTime - before;
            }

            return new ValueTask<int>(1);
        });
        using var run = await Some.RunAsync(builder.Build(), new RunOptions { MeasureCpu = true });
        var times = run.GetTimes();
        Assert.True(times.Busy >= worked, $"{times.Busy} is less than {worked}, which one of its steps alone worked.");
        Assert.Equal(times.Work > times.Busy ? times.Work - times.Busy : TimeSpan.Zero, times.Waiting);
    }

    [Fact]
    public async Task GetTimes_WhenCpuIsNotMeasured_SaysSo()
    {
        var builder = Workflow.Create("w");
        builder.AddStage("s").AddStep("a", static _ => new ValueTask<int>(1));
        using var run = await Some.RunAsync(builder.Build());
        Assert.Equal((null, null), (run.GetTimes().Busy, run.GetTimes().Waiting));
    }

    [Fact]
    public async Task GetTimes_OfAPipeline_IsRefused()
    {
        using var run = await Some.RunAsync(Some.Pipeline(Some.Step("a")), 1);
        var error = Assert.Throws<ArgumentException>(run.GetTimes);
        Assert.Contains("'numbers' is a pipeline; only the run of a workflow has such times.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetTimes_OfADisposedRun_IsRefused()
    {
        var builder = Workflow.Create("w");
        builder.AddStage("s").AddStep("a", static _ => new ValueTask<int>(1));
        var run = await Some.RunAsync(builder.Build());
        run.Dispose();
        Assert.Throws<ObjectDisposedException>(run.GetTimes);
    }

    [Fact(Timeout = 120_000)]
    public Task GetTimes_OfRandomGraphs_AgreesWithEveryChain() => DeterministicScheduler.ForEachSeedAsync(100, static async scheduler =>
    {
        var random = new Random(scheduler.Seed);
        var steps = new (string Name, int Milliseconds, string[] Needs)[random.Next(1, 13)];
        for (var i = 0; i < steps.Length; i++)
        {
            string[] before = [.. steps[..i].Select(static step => step.Name)];
            steps[i] = ($"s{i}", random.Next(0, 40), [.. before.Where(_ => random.Next(4) == 0)]);
        }

        using var run = await scheduler.RunAsync(new TimedWorkflow(steps).Build(scheduler));
        var times = run.GetTimes();
        var lengths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, milliseconds, needs) in steps)
        {
            lengths[name] = milliseconds + needs.Select(need => lengths[need]).DefaultIfEmpty().Max();
            var result = run.Steps[lengths.Count - 1];
            Assert.Equal(Milliseconds(milliseconds), result.Duration);
            Assert.All(needs, need => Assert.True(EndOf(run, need) <= result.StartedAfter, $"{name} started before {need} had ended."));
        }

        Assert.Equal(Milliseconds(lengths.Values.Max()), times.CriticalPath);
        Assert.Equal(times.CriticalPath, Milliseconds(steps.Where(step => times.CriticalSteps.Contains(step.Name)).Sum(static step => step.Milliseconds)));
        Assert.Equal(Milliseconds(steps.Sum(static step => step.Milliseconds)), times.Work);
        Assert.InRange(times.LowerBound, times.CriticalPath, times.Wall);
    });

    private static TimeSpan EndOf(Run run, string step)
    {
        var result = run.Steps.First(one => one.Name == step);
        return result.StartedAfter + result.Duration;
    }

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);
}
