using System.Collections.Concurrent;
using Weir.Tests.Execution.Hooks;

namespace Weir.Tests.Workflows;

public class WorkflowHookTests
{
    private readonly ConcurrentQueue<string> _told = new();

    public static TheoryData<HookPoint> Points => [.. Enum.GetValues<HookPoint>()];

    [Fact]
    public async Task RunAsync_TellsAroundTheRunAndItsSteps()
    {
        using var run = await Some.RunAsync(Chain(), new RunOptions { Hooks = [Hook("x"), Hook("y")] });
        run.ShouldSucceed();
        Assert.Equal(
            [
                "x BeforeRun job", "y BeforeRun job",
                "x BeforeStep job/all/a", "y BeforeStep job/all/a", "y AfterStep job/all/a Completed", "x AfterStep job/all/a Completed",
                "x BeforeStep job/all/b", "y BeforeStep job/all/b", "y AfterStep job/all/b Completed", "x AfterStep job/all/b Completed",
                "y AfterRun job Completed", "x AfterRun job Completed",
            ],
            _told);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task RunAsync_WhenAHookThrows_ReportsItAndGoesOn(HookPoint point)
    {
        using var run = await Some.RunAsync(Chain(failing: true), new RunOptions { Hooks = [Hook("bad", point, Some.Failure("bad hook"), null), Hook("good")] });
        Assert.Equal("it broke", run.Error!.Message);
        Assert.NotEmpty(run.HookFailures);
        Assert.All(run.HookFailures, one => Assert.Equal((point, "bad hook"), (one.Point, one.Error.Message)));
        Assert.Contains("good AfterRun job Failed, it broke", _told);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task RunAsync_WhenAHookAborts_EndsTheRunWithWhatItThrew(HookPoint point)
    {
        var builder = Workflow.Create("job");
        var stage = builder.AddStage("all", maxParallel: 2);
        if (point is not (HookPoint.BeforeRun or HookPoint.AfterRun))
        {
            // Ends when the abort cancels it, and at no other time.
            stage.AddStep("other", static async context =>
            {
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                return 1;
            });
        }

        var first = stage.AddStep("a", _ => point == HookPoint.StepFailed ? throw Some.Failure() : new ValueTask<int>(1));
        stage.AddStep("b", first, Some.Step("b"));
        var abort = new RunAbortedException("enough");
        using var run = await Some.RunAsync(builder.Build(), new RunOptions { Hooks = [Hook("first"), Hook("ends", point, abort, "job/all/a"), Hook("last")] });
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Same(abort, run.Error);
        Assert.Empty(run.HookFailures);
        Assert.Equal(point == HookPoint.AfterRun ? StepStatus.Completed : StepStatus.Skipped, run.Steps[^1].Status);
        var end = point == HookPoint.AfterRun ? "AfterRun job Completed" : "AfterRun job Failed, enough";
        Assert.Contains($"first {end}", _told);
        Assert.Contains($"last {end}", _told);
    }

    [Fact]
    public async Task RunAsync_WhenCancelledWhileAHookWaits_EndsAsCancelled()
    {
        using var stop = new CancellationTokenSource();
        var slow = new TellingHook("slow", _told, async (point, path, token) =>
        {
            if (point == HookPoint.BeforeStep && path == "job/all/a")
            {
                await stop.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
            }
        });
        using var run = await new Executor().RunAsync(Chain(), new RunOptions { Hooks = [slow] }, stop.Token);
        Assert.Equal(RunStatus.Cancelled, run.Status);
        Assert.Empty(run.HookFailures);
        Assert.Equal(["slow BeforeRun job", "slow BeforeStep job/all/a", "slow AfterStep job/all/a Cancelled", "slow AfterRun job Cancelled"], _told);
    }

    private static Workflow Chain(bool failing = false)
    {
        var builder = Workflow.Create("job");
        var stage = builder.AddStage("all");
        var first = stage.AddStep("a", static _ => new ValueTask<int>(1));
        stage.AddStep("b", first, failing ? Some.FailingStep("b") : Some.Step("b"));
        return builder.Build();
    }

    private TellingHook Hook(string name) => new(name, _told);

    private TellingHook Hook(string name, HookPoint at, Exception error, string? path) => new(
        name,
        _told,
        (point, of, _) => point == at && (path is null || of == path || point is HookPoint.BeforeRun or HookPoint.AfterRun) ? throw error : ValueTask.CompletedTask);
}
