using System.Collections.Concurrent;

namespace Weir.Tests.Execution.Hooks;

public class RunHookTests
{
    private readonly ConcurrentQueue<string> _told = new();

    public static TheoryData<HookPoint> Points => [.. Enum.GetValues<HookPoint>()];

    [Fact]
    public async Task RunAsync_WithHooksOfExecutorAndRun_TellsTheExecutorsFirstAndBackwardsAfterwards()
    {
        var executor = new Executor(new ExecutorOptions { Hooks = [Hook("e1"), Hook("e2")] });
        using var run = await executor.RunAsync(Some.Pipeline(Some.Step("a")), 1, new RunOptions { Hooks = [Hook("r")] }, Some.Token);
        Assert.Equal(2, run.ShouldSucceed().Output);
        Assert.Equal(
            [
                "e1 BeforeRun numbers", "e2 BeforeRun numbers", "r BeforeRun numbers",
                "e1 BeforeStep numbers/a", "e2 BeforeStep numbers/a", "r BeforeStep numbers/a",
                "r AfterStep numbers/a Completed", "e2 AfterStep numbers/a Completed", "e1 AfterStep numbers/a Completed",
                "r AfterRun numbers Completed", "e2 AfterRun numbers Completed", "e1 AfterRun numbers Completed",
            ],
            _told);
    }

    [Fact]
    public async Task InvokeAsync_WithHooksOfTheExecutor_TellsThem()
    {
        await using var executor = new Executor(new ExecutorOptions { Hooks = [Hook("h")] });
        Assert.Equal(2, await executor.InvokeAsync(Some.Pipeline(Some.Step("a")), 1, Some.Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => executor.InvokeAsync(Some.Pipeline(Some.FailingStep("b")), 1, Some.Token).AsTask());
        Assert.Equal(
            [
                "h BeforeRun numbers", "h BeforeStep numbers/a", "h AfterStep numbers/a Completed", "h AfterRun numbers Completed",
                "h BeforeRun numbers", "h BeforeStep numbers/b", "h StepFailed numbers/b it broke", "h AfterStep numbers/b Failed", "h AfterRun numbers Failed, it broke",
            ],
            _told);
    }

    [Fact]
    public async Task RunAsync_WhenAStepFails_TellsAllOfTheFailureBeforeItsEnd_AndNothingOfSkippedSteps()
    {
        using var run = await RunAsync(Some.Pipeline(Some.FailingStep("a"), Some.Step("b")), Hook("x"), Hook("y"));
        run.ShouldFail();
        Assert.Equal(
            [
                "x BeforeRun numbers", "y BeforeRun numbers", "x BeforeStep numbers/a", "y BeforeStep numbers/a",
                "y StepFailed numbers/a it broke", "x StepFailed numbers/a it broke", "y AfterStep numbers/a Failed", "x AfterStep numbers/a Failed",
                "y AfterRun numbers Failed, it broke", "x AfterRun numbers Failed, it broke",
            ],
            _told);
    }

    [Fact]
    public async Task RunAsync_OfCompositesAndRetries_TellsOnceForEachStepAtEachDepth()
    {
        var flaky = new ScriptedStep<int, int>("flaky").Throws(Some.Failure()).Returns(5);
        var inner = Pipeline.Create<int>("inner").Then(flaky, static step => step.Retry(new RetryOptions { MaxAttempts = 2, Delay = TimeSpan.Zero })).Build();
        var pipeline = Pipeline.Create<int>("outer").Then(inner).Map("each", static n => new[] { n, n }, Some.Step("one"), new() { MaxParallel = 1 }).Build();
        using var run = await RunAsync(pipeline, Hook("h"));
        run.ShouldSucceed();
        Assert.Equal(
            [
                "h BeforeRun outer", "h BeforeStep outer/inner", "h BeforeStep outer/inner/flaky", "h AfterStep outer/inner/flaky Completed", "h AfterStep outer/inner Completed",
                "h BeforeStep outer/each", "h BeforeStep outer/each[0]", "h AfterStep outer/each[0] Completed", "h BeforeStep outer/each[1]", "h AfterStep outer/each[1] Completed",
                "h AfterStep outer/each Completed", "h AfterRun outer Completed",
            ],
            _told);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task RunAsync_WhenAHookThrows_ReportsItAndGoesOn(HookPoint point)
    {
        var observer = new RecordingObserver();
        var options = new RunOptions { Progress = observer, Hooks = [Hook("bad", point, Some.Failure("bad hook")), Hook("good")] };
        using var plain = await Some.RunAsync(Failing(), 1);
        using var run = await Some.RunAsync(Failing(), 1, options);
        Assert.Equal(plain.Status, run.Status);
        Assert.Equal(plain.Error!.Message, run.Error!.Message);
        Assert.Equal(plain.Steps.Select(static step => step.ToString()), run.Steps.Select(static step => step.ToString()));

        var failures = observer.Events.OfType<HookFailed>().ToArray();
        Assert.Equal(failures, run.HookFailures);
        Assert.NotEmpty(failures);
        Assert.All(failures, one => Assert.Equal(("bad", point, "bad hook"), (one.Hook, one.Point, one.Error.Message)));
        Assert.Equal(point is HookPoint.BeforeRun or HookPoint.AfterRun, failures[0].Path is null);
        Assert.Equal(Enumerable.Range(0, observer.Events.Count).Select(static i => (long)i), observer.Events.Select(static one => one.Sequence));
        Assert.IsType<RunEnded>(observer.Events[^1]);
        var heard = _told.Select(static line => line.Split(' ', 2)).ToLookup(static line => line[0], static line => line[1]);
        Assert.Equal(heard["bad"], heard["good"]);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task RunAsync_WhenAHookAborts_FailsTheRunWithWhatItThrew_AndTellsTheOthers(HookPoint point)
    {
        var abort = new RunAbortedException("enough");
        var ignoring = Pipeline.Create<int>("job")
            .Map("each", static n => new[] { n }, Pipeline.Create<int>("items").Then(point == HookPoint.StepFailed ? Some.FailingStep("item") : Some.Step("item")).Build(),
                new() { OnFailure = FailurePolicy.Ignore })
            .Then("next", static items => items.Count)
            .Build();
        var hooks = new[] { Hook("first"), Hook("ends", point, abort, "job/each[0]/item"), Hook("last") };
        using var run = await RunAsync(ignoring, hooks);
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Same(abort, run.Error);
        Assert.Empty(run.HookFailures);
        Assert.Equal(point == HookPoint.AfterRun ? StepStatus.Completed : StepStatus.Skipped, run.Steps[^1].Status);
        var ways = _told.Select(static line => line.Split(' ', 2)).ToLookup(static line => line[0], static line => line[1]);
        Assert.Equal(ways["first"], ways["last"]);
        Assert.Equal(point == HookPoint.AfterRun ? "AfterRun job Completed" : "AfterRun job Failed, enough", ways["last"].Last());
    }

    [Fact]
    public async Task RunAsync_WhenAHookAborts_NeitherTriesAgainNorFallsBack()
    {
        var guarded = Pipeline.Create<int>("job")
            .Then(Pipeline.Create<int>("inner").Then(Some.Step("a")).Build(), static step => step
                .Retry(new RetryOptions { MaxAttempts = 3, Delay = TimeSpan.Zero })
                .FallBackTo(Some.Step("instead")))
            .Build();
        using var run = await RunAsync(guarded, Hook("ends", HookPoint.BeforeStep, new RunAbortedException("enough"), "job/inner/a"));
        Assert.Equal("enough", run.Error!.Message);
        Assert.Equal(1, _told.Count(static line => line == "ends BeforeStep job/inner/a"));
        Assert.Equal(0, run.Attempts);
    }

    [Fact]
    public async Task RunAsync_WhenAHookAbortsBeforeAStep_DoesNotCallTheStep()
    {
        var step = new ScriptedStep<int, int>("a").Returns(1);
        var observer = new RecordingObserver();
        using var run = await Some.RunAsync(
            Some.Pipeline(step, Some.Step("b")), 1, new RunOptions { Progress = observer, Hooks = [Hook("ends", HookPoint.BeforeStep, new RunAbortedException("enough"))] });
        Assert.Empty(step.Calls);
        Assert.Equal((StepStatus.Failed, 0), (run.Steps[0].Status, run.Steps[0].Attempts));
        Assert.Equal("needs 'a', which failed", run.Steps[1].Reason);
        Assert.Equal(["RunStarted", "StepEnded", "StepEnded", "RunEnded"], observer.Events.Select(static one => one.GetType().Name));
    }

    [Fact]
    public async Task RunAsync_WhenAHookAbortsAfterAStep_TellsOfAFailedStep()
    {
        var observer = new RecordingObserver();
        using var run = await Some.RunAsync(
            Some.Pipeline(Some.Step("a")), 1, new RunOptions { Progress = observer, Hooks = [Hook("ends", HookPoint.AfterStep, new RunAbortedException("enough"))] });
        Assert.Equal("numbers/a", run.ShouldFail().Path);
        Assert.Null(run.Steps[0].Output);
        Assert.Equal(StepStatus.Failed, Assert.Single(observer.Events.OfType<StepEnded>()).Result.Status);
    }

    [Fact]
    public async Task RunAsync_WhenTwoAbort_TakesTheFirstAndReportsTheOther()
    {
        using var run = await RunAsync(
            Some.Pipeline(Some.Step("a")), Hook("one", HookPoint.BeforeRun, new RunAbortedException("1")), Hook("two", HookPoint.BeforeRun, new RunAbortedException("2")));
        Assert.Equal("1", run.Error!.Message);
        Assert.Equal(("two", "2"), (Assert.Single(run.HookFailures).Hook, run.HookFailures[0].Error.Message));
        Assert.Equal("1", run.Steps[0].Reason);
    }

    [Fact]
    public async Task RunAsync_WhenAHookAbortsAfterAFailedRun_KeepsTheFailureAndReportsTheAbort()
    {
        using var run = await RunAsync(Some.Pipeline(Some.FailingStep("a")), Hook("ends", HookPoint.AfterRun, new RunAbortedException("enough")));
        Assert.Equal("it broke", run.Error!.Message);
        Assert.Equal("enough", Assert.Single(run.HookFailures).Error.Message);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task RunAsync_WhenHooksWait_EndsAsIfTheyDidNot(HookPoint point)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = new TellingHook("slow", _told, (at, _, _) =>
        {
            if (at != point)
            {
                return ValueTask.CompletedTask;
            }

            reached.TrySetResult();
            return new ValueTask(gate.Task);
        });
        var running = RunAsync(Failing(), slow);
        await reached.Task.WaitAsync(Some.Token);
        var soFar = _told.ToArray();
        Assert.Equal(point.ToString(), soFar[^1].Split(' ')[1]);
        Assert.False(running.IsCompleted);
        gate.SetResult();
        using var run = await running;
        using var plain = await Some.RunAsync(Failing(), 1);
        Assert.Equal(plain.Steps.Select(static step => step.ToString()), run.Steps.Select(static step => step.ToString()));
        Assert.Equal(soFar, _told.Take(soFar.Length));
    }

    [Fact]
    public async Task RunAsync_WhenCancelledWhileAHookWaitsBeforeAStep_CancelsTheStepWithoutCallingIt()
    {
        using var stop = new CancellationTokenSource();
        var step = new ScriptedStep<int, int>("a").Returns(1);
        var slow = new TellingHook("slow", _told, async (point, _, token) =>
        {
            if (point == HookPoint.BeforeStep)
            {
                await stop.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
            }
        });
        using var run = await new Executor().RunAsync(Some.Pipeline(step, Some.Step("b")), 1, new RunOptions { Hooks = [slow] }, stop.Token);
        Assert.Equal(RunStatus.Cancelled, run.Status);
        Assert.Empty(step.Calls);
        Assert.Empty(run.HookFailures);
        Assert.All(run.Steps, static one => Assert.Equal((StepStatus.Cancelled, 0), (one.Status, one.Attempts)));
        Assert.Equal(["slow BeforeRun numbers", "slow BeforeStep numbers/a", "slow AfterStep numbers/a Cancelled", "slow AfterRun numbers Cancelled"], _told);
    }

    [Theory]
    [InlineData(HookPoint.BeforeRun)]
    [InlineData(HookPoint.AfterStep)]
    [InlineData(HookPoint.AfterRun)]
    public async Task DisposeAsync_WhileAHookWaits_CancelsItAndWaitsForTheRun(HookPoint point)
    {
        var executor = new Executor();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = new TellingHook("slow", _told, (at, _, token) =>
        {
            if (at != point)
            {
                return ValueTask.CompletedTask;
            }

            reached.SetResult();
            return new ValueTask(Task.Delay(Timeout.Infinite, token));
        });
        var running = executor.RunAsync(Some.Pipeline(Some.Step("a"), Some.Step("b")), 1, new RunOptions { Hooks = [slow] }, Some.Token).AsTask();
        await reached.Task.WaitAsync(Some.Token);
        await executor.DisposeAsync();
        using var run = await running.WaitAsync(Some.Token);
        Assert.Equal(point == HookPoint.AfterRun ? RunStatus.Completed : RunStatus.Cancelled, run.Status);
        Assert.Empty(run.HookFailures);
    }

    [Fact]
    public async Task RunAsync_WithATimeOut_DoesNotCountHooks()
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var slow = new TellingHook("slow", _told, (_, _, _) =>
        {
            time.Advance(TimeSpan.FromMinutes(1));
            return ValueTask.CompletedTask;
        });
        var pipeline = Pipeline.Create<int>("job")
            .Then(new ScriptedStep<int, int>("a").Returns(1), static step => step.AttemptTimeout(TimeSpan.FromSeconds(5)))
            .Then(new ScriptedStep<int, int>("b").Returns(2), static step => step.AttemptTimeout(TimeSpan.FromSeconds(5)))
            .Build();
        using var run = await executor.RunAsync(pipeline, 1, new RunOptions { Hooks = [slow] }, Some.Token);
        Assert.Equal(2, run.ShouldSucceed().Output);
        Assert.All(run.Steps, static step => Assert.Equal(TimeSpan.Zero, step.Duration));
    }

    [Fact]
    public async Task RunAsync_OfAFanOut_TellsSideBySideAndInPairs()
    {
        const int Items = 200;
        var open = new ConcurrentDictionary<string, bool>();
        var (inside, most) = (0, 0);
        var hook = new TellingHook("h", _told, async (point, path, _) =>
        {
            if (point == HookPoint.BeforeStep)
            {
                Assert.True(open.TryAdd(path, true));
                InterlockedMax(ref most, Interlocked.Increment(ref inside));
                await Task.Yield();
                Interlocked.Decrement(ref inside);
            }
            else if (point == HookPoint.AfterStep)
            {
                await Task.Yield();
                Assert.True(open.TryUpdate(path, false, true));
            }
        });
        var pipeline = Pipeline.Create<int>("job")
            .Map("each", static n => Enumerable.Range(0, n).ToArray(), Some.Step("one"), new() { MaxParallel = 8 })
            .Build();
        using var run = await Some.RunAsync(pipeline, Items, new RunOptions { Hooks = [hook] });
        Assert.Equal(Enumerable.Range(1, Items), run.ShouldSucceed().Output);
        Assert.Empty(run.HookFailures);
        Assert.Equal(Items + 1, open.Count);
        Assert.All(open.Values, Assert.False);
        Assert.InRange(most, 1, 8);
    }

    [Fact]
    public async Task RunAsync_WhenHooksAlwaysThrow_KeepsTheFirstHundred()
    {
        var pipeline = Pipeline.Create<int>("job").Map("each", static n => Enumerable.Range(0, n).ToArray(), Some.Step("one")).Build();
        var observer = new RecordingObserver();
        using var run = await Some.RunAsync(
            pipeline, 150, new RunOptions { Progress = observer, Hooks = [Hook("bad", HookPoint.BeforeStep, Some.Failure())] });
        run.ShouldSucceed();
        Assert.Equal(100, run.HookFailures.Count);
        Assert.Equal(151, observer.Events.OfType<HookFailed>().Count());
    }

    [Fact]
    public async Task RunAsync_OnADeterministicScheduler_RepeatsTheOrderOfHooks()
    {
        Assert.Equal(await OrderAsync(3), await OrderAsync(3));

        async Task<string> OrderAsync(int seed)
        {
            _told.Clear();
            var scheduler = new DeterministicScheduler(seed);
            var hook = new TellingHook("h", _told, async (_, _, _) => await Task.Yield());
            var pipeline = Pipeline.Create<int>("job").Map("each", static n => Enumerable.Range(0, n).ToArray(), Some.Step("one"), new() { MaxParallel = 4 }).Build();
            using var run = await scheduler.RunAsync(pipeline, 6, new RunOptions { Hooks = [hook] });
            run.ShouldSucceed();
            Assert.Equal(0, scheduler.FromOutside);
            return string.Join('\n', _told);
        }
    }

    [Fact]
    public void Hooks_WithNothingInThem_AreRefused()
    {
        Assert.Throws<ArgumentNullException>(() => new RunOptions { Hooks = null! });
        var error = Assert.Throws<ArgumentException>(() => new ExecutorOptions { Hooks = [Hook("h"), null!] });
        Assert.StartsWith("Hooks[1] is null; give it a value, or leave it out.", error.Message, StringComparison.Ordinal);
    }

    private static Pipeline<int, int> Failing() => Some.Pipeline(Some.Step("a"), Some.FailingStep("b"), Some.Step("c"));

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private static Task<Run<T>> RunAsync<T>(Pipeline<int, T> pipeline, params RunHook[] hooks) => Some.RunAsync(pipeline, 1, new RunOptions { Hooks = hooks });

    private TellingHook Hook(string name) => new(name, _told);

    /// <summary>A hook that throws at one point; of steps only at one path, if there is one.</summary>
    private TellingHook Hook(string name, HookPoint at, Exception error, string? path = null) => new(
        name,
        _told,
        (point, of, _) => point == at && (path is null || of == path || point is HookPoint.BeforeRun or HookPoint.AfterRun) ? throw error : ValueTask.CompletedTask);
}
