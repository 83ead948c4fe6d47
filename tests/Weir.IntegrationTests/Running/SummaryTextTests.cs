namespace Weir.IntegrationTests.Running;

using Weir.Cli.Output.Running;
using Weir.Testing;

public class SummaryTextTests
{
    [Fact]
    public async Task Complete_OfARunThatFailed_ShowsTimesReasonsFiguresAndOutputs()
    {
        var report = new ReportWorkflow();
        var output = new StringWriter();
        await ShowAsync(report, output, new RunSummary
        {
            Outputs = new Dictionary<string, object?> { ["archive"] = "out/archive.zip", ["pages"] = new object?[] { 1L, "two" } },
            Figures = Figures.Some,
        });
        Assert.Equal(
            """
            2.0s  fetch/news  completed  2.0s
            3.0s  fetch/page  completed  3.0s
            3.5s  write/broken  failed  0.5s  503: no service
            3.5s  write/report  skipped  needs 'broken', which failed
            4.0s  write/archive  completed  0.5s

            Timeline  0 to 4.0s, * on the critical path
            fetch
              page    *██████████████████████████████████████████████████████████                      3.0s
              news     ███████████████████████████████████████                                         2.0s
            write
              broken  *                                                          ██████████            0.5s
              archive                                                                      ██████████  0.5s

            Not completed
              write/broken  failed     503: no service
              write/report  skipped    needs 'broken', which failed

            Times
              wall           4.0s     from start to end
              busy           0.3s     processors at work
              waiting        5.8s     steps in flight without a processor: disks, networks, other programs, back-off
              critical path  3.5s     the longest chain of steps that need each other, as long as they took
              efficiency     87.5 %   lower bound / wall: with 2 at once, no order of these steps ends before 3.5s
              one at a time  6.0s     measured before, 1.5 times the wall; this run took 33.3 % less

            Outputs
              archive: out/archive.zip
              pages: [1,"two"]

            report failed in 4.0s: 5 steps, 3 completed, 1 failed, 1 skipped

            """.ReplaceLineEndings("\n"),
            output.ToString());

        var page = await File.ReadAllTextAsync(Path.Combine(Tool.Root, "docs", "run-display.md"), TestContext.Current.CancellationToken);
        Assert.Contains(output.ToString()[output.ToString().IndexOf("Timeline", StringComparison.Ordinal)..], page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_WhereNothingWasMeasured_ShowsNoFiguresAndNoStarsInTheChart()
    {
        var output = new StringWriter();
        await ShowAsync(new ReportWorkflow(), output, RunSummary.None);
        Assert.DoesNotContain("Times", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("*", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Outputs", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Timeline  0 to 4.0s\n", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_OfAPausedRun_SaysWhatItAsksAndHowItGoesOn()
    {
        var output = new StringWriter();
        await ShowAsync(new ReportWorkflow(question: "Publish it?"), output, new RunSummary { Journal = "my runs/r1.jsonl" });
        Assert.Contains("4.0s  write/sign-off  asks  Publish it?\n", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("  write/sign-off  paused     Publish it?\n", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("resume: weir resume \"my runs/r1.jsonl\"\n", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_WithSecrets_MasksThemBeforeAnythingIsCut()
    {
        var output = new StringWriter();
        await ShowAsync(
            new ReportWorkflow(error: new string('x', 390) + "hunter2-hunter2\u001b[31m"),
            output,
            new RunSummary { Outputs = new Dictionary<string, object?> { ["token"] = new object?[] { "hunter2" } }, Mask = static text => text.Replace("archive", "***", StringComparison.Ordinal) },
            static text => text.Replace("hunter2", "***", StringComparison.Ordinal));
        Assert.DoesNotContain("hunter", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output.ToString());
        Assert.DoesNotContain("archive", output.ToString().Split("Timeline")[1], StringComparison.Ordinal);
        Assert.Contains("token: [\"***\"]", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_OfManySteps_ShowsTheLongestBarsAndTheFirstProblems()
    {
        var time = new ManualTime();
        var builder = Workflow.Create("many");
        var stage = builder.AddStage("all");
        for (var i = 0; i < 100; i++)
        {
            var length = TimeSpan.FromMilliseconds(10 * (i + 1));
            stage.AddStep<int>($"step-{i}", context =>
            {
                time.Advance(length);
                return new(length.TotalSeconds > 0.5 ? 1 : context.Fail<int>("too short"));
            });
        }

        var output = new StringWriter();
        await using var executor = new Executor(new ExecutorOptions { Time = time, MaxParallel = 1 });
        var workflow = builder.Build();
        await using var display = RunDisplay.Create(new RunDisplayOptions { Workflow = workflow, Time = time, Terminal = null, Output = output });
        using var run = await executor.RunAsync(workflow, new RunOptions { Progress = display }, TestContext.Current.CancellationToken);
        display.Complete(run, RunSummary.None);
        var lines = output.ToString().Split('\n');
        Assert.Equal(Enumerable.Range(60, 40).Select(static i => $"step-{i}"), lines.Where(static line => line.Contains('█')).Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));
        Assert.Contains("… 60 shorter steps", lines);
        Assert.Equal(40, lines.Count(static line => line.EndsWith("failed     too short", StringComparison.Ordinal)));
        Assert.Contains("  … 10 more", lines);
    }

    internal static async Task ShowAsync(ReportWorkflow report, TextWriter output, RunSummary summary, Func<string, string>? mask = null)
    {
        await using var executor = report.NewExecutor();
        var display = RunDisplay.Create(new RunDisplayOptions
        {
            Workflow = report.Workflow,
            Time = report.Time,
            Terminal = null,
            Output = output,
            Mask = mask ?? (static text => text),
        });
        await using (display)
        {
            using var run = await executor.RunAsync(report.Workflow, new RunOptions { Id = "r1", Progress = report.Telling(display) }, TestContext.Current.CancellationToken);
            Assert.Null(run.ProgressError);
            display.Complete(run, summary);
        }
    }
}
