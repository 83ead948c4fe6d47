namespace Weir.IntegrationTests.Running;

using Weir.Cli.Output.Running;
using Weir.Testing;

public sealed class LineDisplayTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly EventText _events = new();
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task Report_WritesLittleByLittleBesideTheRun()
    {
        await using var display = NewDisplay("a", "b");
        display.Report(_events.Started());
        display.Report(_events.StepStarted("w/s/a", 0));
        display.Report(_events.StepEnded("w/s/a", 0.5, attempts: 2));
        Assert.Equal("", _output.ToString());

        _time.Advance(Repainter.Period);
        Assert.Equal("0.5s  s/a  completed  0.5s  (2 attempts)\n", _output.ToString());

        // What a step is made of has no lines.
        display.Report(_events.StepEnded("w/s/b/inside", 0.6));
        display.Report(_events.StepEnded("w/s/b", 0.7, "skipped", 0, ",\"reason\":\"needs 'a'\""));
        display.Report(_events.Ended(0.8));
        Assert.Equal("0.5s  s/a  completed  0.5s  (2 attempts)\n0.7s  s/b  skipped  needs 'a'\n", _output.ToString());
    }

    [Fact]
    public async Task Report_OfAStepWithThousandsOfItems_HasLinesForSomeAndThenCounts()
    {
        var workflow = Workflows.OfItems(2500, static index => index % 50 != 49);
        await using var executor = new Executor(new ExecutorOptions { Time = _time, MaxParallel = 1 });
        await using (var display = RunDisplay.Create(new RunDisplayOptions { Workflow = workflow, Time = _time, Terminal = null, Output = _output }))
        {
            using var run = await executor.RunAsync(workflow, new RunOptions { Progress = display }, TestContext.Current.CancellationToken);
            Assert.Null(run.ProgressError);
        }

        var lines = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(20, lines.Count(static line => line.Contains("]  completed", StringComparison.Ordinal)));
        Assert.Equal(20, lines.Count(static line => line.EndsWith("]  failed  0ms  no", StringComparison.Ordinal)));
        Assert.Equal(["0.0s  s/a  100 items ended", "0.0s  s/a  1,000 items ended"], lines.Where(static line => line.EndsWith("ended", StringComparison.Ordinal)));
        Assert.Equal("0.0s  s/a  failed  0ms  2,500 items, 50 failed  50 of 2,500 items failed; the first, a[49]: no", lines[^1]);
        Assert.Equal(43, lines.Length);
    }

    [Fact]
    public async Task Report_WhereTheOutputCannotBeWritten_DoesNotHarmTheRunAndTellsWhy()
    {
        var report = new ReportWorkflow();
        await using var executor = report.NewExecutor();
        await using var display = RunDisplay.Create(new RunDisplayOptions { Workflow = report.Workflow, Time = report.Time, Terminal = null, Output = new FullDisk() });
        using var run = await executor.RunAsync(report.Workflow, new RunOptions { Progress = report.Telling(display) }, TestContext.Current.CancellationToken);
        display.Complete(run, RunSummary.None);
        Assert.Null(run.ProgressError);
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal("No space left", Assert.IsType<IOException>(display.Problem).Message);
    }

    private IRunDisplay NewDisplay(params string[] steps) =>
        RunDisplay.Create(new RunDisplayOptions { Workflow = Workflows.Of("w", ("s", steps)), Time = _time, Terminal = null, Output = _output });

    private sealed class FullDisk : StringWriter
    {
        public override void Write(string? value) => throw new IOException("No space left");
    }
}
