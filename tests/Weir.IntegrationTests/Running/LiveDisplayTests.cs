namespace Weir.IntegrationTests.Running;

using Weir.Cli.Output.Running;
using Weir.Testing;

public class LiveDisplayTests
{
    private readonly ManualTime _time = new();
    private readonly EventText _events = new();

    [Fact]
    public async Task Report_DrawsATreeOverItself()
    {
        var screen = new Screen();
        await using var display = NewDisplay(screen, ("s", ["a", "b", "c"]), ("t", ["d"]));
        display.Report(_events.Started());
        display.Report(_events.StepStarted("w/s/a", 0));
        display.Report(_events.StepStarted("w/s/b", 0));
        display.Report(_events.Delayed("w/s/b", 1, 0, delay: 3000));
        _time.Advance(Repainter.Period);
        Assert.Contains("  ⠙ b  failed, again in 2.9s  0.1s", screen.Text.Split('\n'));
        display.Report(_events.Restarted("w/s/b", 2, 0.1));
        _time.Advance(Repainter.Period);
        Assert.Equal(
            """
            w  running  0/4 steps  0.2s
            ⠹ s  0/3  0.2s
              ⠹ a  0.2s
              ⠹ b  attempt 2/4  0.2s
              · c
            · t  0/1
            """.ReplaceLineEndings("\n"),
            screen.Text);

        display.Report(_events.StepStarted("w/s/a[0]", 0));
        display.Report(_events.StepStarted("w/s/a[1]", 0));
        display.Report(_events.Restarted("w/s/a[1]", 2, 0));
        display.Report(_events.StepEnded("w/s/a[1]", 0, "failed"));
        display.Report(_events.Chunk("w/s/a[0]", 0));
        display.Report(_events.StepEnded("w/s/b", 0.2, "failed", 4, ",\"error\":{\"type\":\"E\",\"message\":\"a long story of what went wrong with b\\nand more\"}"));
        _time.Advance(Repainter.Period);
        Assert.Equal(
            """
            w  running  1/4 steps  0.3s
            ⠸ s  1/3  1 failed  0.3s
              ⠸ a  1/2 items  1 failed  1 retry  1 chunk  0.3s
              ✗ b  attempt 4/4  0.5s  a long story of what went wrong w
              · c
            · t  0/1
            """.ReplaceLineEndings("\n"),
            screen.Text);
        Assert.Equal(6, screen.HighestFrame);
    }

    [Fact]
    public async Task Report_OfTheEnd_LeavesTheTreeWithItsStagesFolded()
    {
        var screen = new Screen();
        await using var display = NewDisplay(screen, ("s", ["a", "b"]));
        display.Report(_events.Started());
        display.Report(_events.StepStarted("w/s/a", 0));
        _time.Advance(Repainter.Period);
        display.Report(_events.StepEnded("w/s/a", 0.5));
        display.Report(_events.StepEnded("w/s/b", 0.5, "skipped", 0));
        display.Report(_events.Ended(0.7));
        Assert.Equal("w  completed  2/2 steps  0.7s\n– s  2/2  0.5s", screen.Text);

        // Nothing moves any more.
        var writes = screen.Writes;
        _time.Advance(10 * Repainter.Period);
        Assert.Equal(writes, screen.Writes);
    }

    [Fact]
    public async Task Report_OfARunThatGoesOn_DrawsBelowTheQuestionAndKnowsWhatEndedBefore()
    {
        var screen = new Screen();
        await using var display = NewDisplay(screen, ("s", ["a", "b", "c", "d"]));
        display.Report(_events.Resumed(0));
        display.Report(_events.StepEnded("w/s/c", 0, "paused", 0));
        display.Report(_events.Ended(0, "paused"));
        screen.Console.Write(new Spectre.Console.Text("c asks?\n"));
        display.Report(_events.Resumed(0));
        display.Report(_events.StepStarted("w/s/c", 0));
        _time.Advance(Repainter.Period);
        Assert.Equal(
            """
            w  paused  1/4 steps  0ms
            ⠋ s  1/4
              · a
              · b
              ‖ c
              · d
            c asks?
            w  running  2/4 steps  0.1s
            ⠙ s  2/4  0.1s
              ✓ a
              ✓ b
              ⠙ c  0.1s
              · d
            """.ReplaceLineEndings("\n"),
            screen.Text);
    }

    [Fact]
    public async Task Report_OfAnotherRunInBetween_ChangesNothing()
    {
        var screen = new Screen();
        await using var display = NewDisplay(screen, ("s", ["a", "b"]));
        var other = new EventText("r2");
        display.Report(_events.Started());
        display.Report(_events.StepStarted("w/s/a", 0));
        display.Report(other.Started());
        display.Report(other.StepEnded("w/s/a", 0));
        display.Report(other.Ended(0));
        _time.Advance(Repainter.Period);
        Assert.Equal("w  running  0/2 steps  0.1s\n⠙ s  0/2  0.1s\n  ⠙ a  0.1s\n  · b", screen.Text);

        // A run that begins when this one is over, as the one behind a baseline, is shown from its start.
        display.Report(_events.Ended(0.1));
        display.Report(other.Started(0.1));
        _time.Advance(Repainter.Period);
        Assert.EndsWith("w  running  0/2 steps  0.1s\n· s  0/2", screen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 200)]
    [InlineData(3, 50)]
    [InlineData(9, 9)]
    [InlineData(12, 40)]
    [InlineData(300, 2)]
    public async Task Report_OfALargeWorkflow_NeverDrawsMoreThanTheScreenHas(int stages, int steps)
    {
        var screen = new Screen(height: 20);
        var names = Workflows.Names("s", stages);
        await using var display = NewDisplay(screen, [.. names.Select(stage => (stage, Workflows.Names(stage + "-", steps)))]);
        display.Report(_events.Started());
        foreach (var stage in names)
        {
            for (var i = 0; i < Math.Min(steps, 30); i++)
            {
                display.Report(_events.StepStarted($"w/{stage}/{stage}-{i}", 0));
                if (i % 3 != 0)
                {
                    display.Report(_events.StepEnded($"w/{stage}/{stage}-{i}", 0, i % 3 == 1 ? "completed" : "failed"));
                }
            }

            _time.Advance(Repainter.Period);
            Assert.InRange(screen.Text.Split('\n').Length, 3, 19);
        }

        _time.Advance(Repainter.Period);
        Assert.InRange(screen.HighestFrame, 3, 19);
        Assert.InRange(screen.Widest, 1, 59);
        Assert.Contains("more", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfAStageWithManySteps_ShowsThoseThatRunOrFailed()
    {
        var screen = new Screen(height: 9);
        await using var display = NewDisplay(screen, ("s", Workflows.Names("a", 100)));
        display.Report(_events.Started());
        for (var i = 0; i < 90; i++)
        {
            display.Report(_events.StepStarted($"w/s/a{i}", 0));
            display.Report(_events.StepEnded($"w/s/a{i}", 0, i == 50 ? "failed" : "completed"));
        }

        display.Report(_events.StepStarted("w/s/a98", 0));
        _time.Advance(Repainter.Period);
        Assert.Equal(["a50", "a90", "a91", "a92", "a98"], screen.Text.Split('\n')[2..^1].Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
        Assert.EndsWith("  … 95 more", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_WithSecrets_MasksThem()
    {
        var screen = new Screen();
        await using var display = NewDisplay(screen, ("s", ["a", "b"]));
        display.Report(_events.Started());
        display.Report(_events.StepEnded("w/s/a", 0, "failed", rest: ",\"error\":{\"type\":\"E\",\"message\":\"no hunter2\"}"));
        _time.Advance(Repainter.Period);
        Assert.Contains("no ***", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithThousandsOfStepsAtOnce_IsShownAsItEnded()
    {
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        for (var i = 0; i < 5000; i++)
        {
            stage.AddStep($"a{i}", async _ =>
            {
                await Task.Yield();
                return 0;
            });
        }

        var screen = new Screen();
        var workflow = builder.Build();
        await using var executor = new Executor(new ExecutorOptions { MaxParallel = 16 });
        await using var display = RunDisplay.Create(new RunDisplayOptions { Workflow = workflow, Terminal = screen.Console });
        using var run = await executor.RunAsync(workflow, new RunOptions { Progress = display }, TestContext.Current.CancellationToken);
        display.Complete(run, RunSummary.None);
        Assert.Null(run.ProgressError);
        Assert.StartsWith("w  completed  5,000/5,000 steps", screen.Text, StringComparison.Ordinal);
        Assert.Contains("… 4,960 shorter steps", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithThousandsOfItemsAtOnce_CountsThemAll()
    {
        var step = Step.From<ForEachItem<int>, int>("a", async (item, context) =>
        {
            await Task.Yield();
            return item.Index % 10 == 0 ? context.Fail<int>("no") : item.Value;
        });
        var builder = Workflow.Create("w");
        builder.AddStage("s").AddForEach("a", [], static _ => Enumerable.Range(0, 5000), step);
        builder.AddStage("t").AddStep("last", static _ => ValueTask.FromResult(0));
        var screen = new Screen(width: 120);
        var workflow = builder.Build();
        var last = "";
        await using var executor = new Executor(new ExecutorOptions { MaxParallel = 16 });
        await using var display = RunDisplay.Create(new RunDisplayOptions { Workflow = workflow, Time = _time, Terminal = screen.Console });
        using var run = await executor.RunAsync(workflow, new RunOptions { Progress = new Before(display, "w/s/a", () => _time.Advance(Repainter.Period), () => last = screen.Text) }, TestContext.Current.CancellationToken);
        Assert.Null(run.ProgressError);
        Assert.Contains("  5,000/5,000 items  500 failed", last, StringComparison.Ordinal);
        Assert.StartsWith("w  failed  2/2 steps", screen.Text, StringComparison.Ordinal);
    }

    private IRunDisplay NewDisplay(Screen screen, params (string, string[])[] stages) => RunDisplay.Create(new RunDisplayOptions
    {
        Workflow = Workflows.Of("w", stages),
        Time = _time,
        Terminal = screen.Console,
        MaxAttempts = new Dictionary<string, int> { ["b"] = 4 },
        Mask = static text => text.Replace("hunter2", "***", StringComparison.Ordinal),
    });

    /// <summary>Passes events on, and looks at the screen before the end of a step.</summary>
    private sealed class Before(IProgress<RunEvent> display, string path, Action paint, Action look) : IProgress<RunEvent>
    {
        public void Report(RunEvent value)
        {
            if (value is StepEnded ended && ended.Result.Path == path)
            {
                paint();
                look();
            }

            display.Report(value);
        }
    }
}
