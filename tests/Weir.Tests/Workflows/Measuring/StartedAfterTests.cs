using Weir.Testing;

namespace Weir.Tests.Workflows.Measuring;

public class StartedAfterTests
{
    [Fact(Timeout = 60_000)]
    public async Task StartedAfter_OfStepsOfAWorkflow_CountsFromTheStartOfTheRunInResultsAndEvents()
    {
        var scheduler = new DeterministicScheduler(1);
        scheduler.Time.Advance(TimeSpan.FromHours(1));
        var observer = new RecordingObserver();
        var workflow = new TimedWorkflow(("a", 10, []), ("b", 20, ["a"]), ("c", 5, ["b"])).Build(scheduler);
        using var run = await scheduler.RunAsync(workflow, new RunOptions { Progress = observer });
        double[] expected = [0, 10, 30];
        Assert.Equal(expected, run.Steps.Select(static step => step.StartedAfter.TotalMilliseconds));
        Assert.Equal(expected, observer.Events.OfType<StepEnded>().Select(static one => one.Result.StartedAfter.TotalMilliseconds));
    }

    [Fact(Timeout = 60_000)]
    public async Task StartedAfter_OfStepsOfAPipeline_CountsFromTheStartOfTheRun()
    {
        var scheduler = new DeterministicScheduler(1);
        scheduler.Time.Advance(TimeSpan.FromHours(1));
        var observer = new RecordingObserver();
        var pipeline = Pipeline.Create<int>("p")
            .Then("a", Wait)
            .Then("inner", Pipeline.Create<int>("inner").Then("b", Wait).Then("c", Wait).Build())
            .Build();
        using var run = await scheduler.RunAsync(pipeline, 10, new RunOptions { Progress = observer });
        Assert.Equal([0.0, 10], run.Steps.Select(static step => step.StartedAfter.TotalMilliseconds));
        Assert.Equal([10.0, 20], run.Steps[1].Steps.Select(static step => step.StartedAfter.TotalMilliseconds));
        Assert.Equal([0.0, 10, 20, 10], observer.Events.OfType<StepEnded>().Select(static one => one.Result.StartedAfter.TotalMilliseconds));

        async ValueTask<int> Wait(int x, StepContext context)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(x), scheduler.Time, context.CancellationToken);
            return x;
        }
    }

    [Fact]
    public async Task StartedAfter_OfAStepThatNeverStarted_IsZero()
    {
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var fails = stage.AddStep<int>("fails", static _ => throw Some.Failure());
        stage.AddStep("skipped", fails, static (x, _) => new ValueTask<int>(x));
        using var run = await Some.RunAsync(builder.Build());
        Assert.Equal((StepStatus.Skipped, TimeSpan.Zero), (run.Steps[1].Status, run.Steps[1].StartedAfter));
    }
}
