using Weir.Testing;

namespace Weir.Tests.Workflows.Measuring;

public class RunComparisonTests
{
    [Fact(Timeout = 60_000)]
    public async Task CompareAsync_RunsOneStepAtATimeFirst_AndTellsBothWallsAndTheirRatio()
    {
        var scheduler = new DeterministicScheduler(1);
        var observer = new RecordingObserver();
        var started = new List<string>();
        var workflow = new TimedWorkflow(("a", 10, []), ("b", 10, []), ("c", 10, []), ("d", 10, [])).Build(scheduler, started);
        await scheduler.RunAsync(async () =>
        {
            await using var executor = new Executor(new ExecutorOptions { Time = scheduler.Time, MaxParallel = 4 });
            using var comparison = await executor.CompareAsync(workflow, new RunOptions { Id = "mine", Progress = observer });
            Assert.Equal((TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(10), 4.0), (comparison.BaselineWall, comparison.Wall, comparison.Ratio));
            Assert.Equal((1, 4), (comparison.Baseline.GetTimes().Workers, comparison.Run.GetTimes().Workers));
            Assert.Equal("mine", comparison.Run.Id);
            Assert.NotEqual("mine", comparison.Baseline.Id);
        });
        Assert.Equal(8, started.Count);
        Assert.All(observer.Events, static one => Assert.Equal("mine", one.RunId));
    }

    [Fact]
    public async Task CompareAsync_WhereARunFails_HasNoRatio()
    {
        var builder = Workflow.Create("w");
        builder.AddStage("s").AddStep<int>("fails", static _ => throw Some.Failure());
        await using var executor = new Executor();
        using var comparison = await executor.CompareAsync(builder.Build(), cancellationToken: Some.Token);
        Assert.Equal((RunStatus.Failed, RunStatus.Failed, null), (comparison.Baseline.Status, comparison.Run.Status, comparison.Ratio));
    }

    [Fact]
    public async Task Dispose_OfAComparison_DisposesBothRuns()
    {
        var builder = Workflow.Create("w");
        builder.AddStage("s").AddStep("a", static _ => new ValueTask<int>(1));
        await using var executor = new Executor();
        var comparison = await executor.CompareAsync(builder.Build(), cancellationToken: Some.Token);
        comparison.Dispose();
        Assert.Throws<ObjectDisposedException>(() => comparison.Baseline.Status);
        Assert.Throws<ObjectDisposedException>(() => comparison.Run.Status);
    }
}
