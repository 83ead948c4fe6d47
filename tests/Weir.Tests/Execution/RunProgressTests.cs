namespace Weir.Tests.Execution;

public class RunProgressTests
{
    [Fact]
    public async Task Progress_OfAPipeline_TellsEveryEventInOrder()
    {
        var observer = new RecordingObserver();
        var inner = Pipeline.Create<int>("inner").Then(Some.FailingStep("b")).Then(Some.Step("c")).Build();
        var pipeline = Pipeline.Create<int>("outer").Then(Some.Step("a")).Then(inner).Then(Some.Step("d")).Build();
        using var run = await Some.RunAsync(pipeline, 1, new RunOptions { Progress = observer, Id = "r1" });
        Assert.Equal(
            [
                "start outer", "+ outer/a", "- outer/a Completed", "+ outer/inner", "+ outer/inner/b", "- outer/inner/b Failed",
                "- outer/inner/c Skipped", "- outer/inner Failed", "- outer/d Skipped", "end Failed",
            ],
            observer.Events.Select(Text));
        Assert.Equal(Enumerable.Range(0, observer.Events.Count).Select(static i => (long)i), observer.Events.Select(static e => e.Sequence));
        Assert.All(observer.Events, static e => Assert.Equal("r1", e.RunId));
        Assert.Equivalent(run.Steps[0], Assert.IsType<StepEnded>(observer.Events[2]).Result);
    }

    [Fact]
    public async Task Progress_WhenTheObserverThrows_StopsCallingItAndKeepsTheError()
    {
        var calls = 0;
        var error = Some.Failure("no more");
        var observer = new Observer(_ =>
        {
            if (++calls == 3)
            {
                throw error;
            }
        });
        using var run = await Some.RunAsync(Some.Pipeline(Some.Step("a"), Some.Step("b")), 1, new RunOptions { Progress = observer });
        Assert.Equal((RunStatus.Completed, 3), (run.Status, run.Output));
        Assert.Equal(3, calls);
        Assert.Same(error, run.ProgressError);
    }

    [Fact]
    public async Task Progress_WhenTheObserverCancelsTheRun_StillArrivesInOrder()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
        var recording = new RecordingObserver();
        var observer = new Observer(e =>
        {
            recording.Report(e);
            if (e is StepEnded { Result.Name: "a" })
            {
                source.Cancel();
            }
        });
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var a = stage.AddStep("a", static _ => new ValueTask<int>(1));
        stage.AddStep("b", a, static (x, _) => new ValueTask<int>(x));
        await using var executor = new Executor();
        using var run = await executor.RunAsync(builder.Build(), new RunOptions { Progress = observer }, source.Token);
        Assert.Equal(RunStatus.Cancelled, run.Status);
        Assert.False(recording.Overlapped);
        Assert.Equal(["start w", "+ w/s/a", "- w/s/a Completed", "- w/s/b Cancelled", "stage s", "end Cancelled"], recording.Events.Select(Text));
    }

    private static string Text(RunEvent e) => e switch
    {
        RunStarted started => $"start {started.Name}",
        StepStarted started => $"+ {started.Path}",
        StepEnded ended => $"- {ended.Result.Path} {ended.Result.Status}",
        StageEnded ended => $"stage {ended.Stage}",
        RunEnded ended => $"end {ended.Status}",
        _ => "?",
    };

    private sealed class Observer(Action<RunEvent> report) : IProgress<RunEvent>
    {
        public void Report(RunEvent value) => report(value);
    }
}
