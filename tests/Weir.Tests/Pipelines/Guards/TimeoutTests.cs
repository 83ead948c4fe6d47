namespace Weir.Tests.Pipelines.Guards;

public class TimeoutTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static TheoryData<bool> Doors => [true, false];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Run_OfAStepThatListens_SaysHowLongItTook(bool isRecorded)
    {
        var time = new ManualTime();
        var run = Outcome.OfAsync(Door(isRecorded), Listening(), static how => how.AttemptTimeout(2 * Second), time);
        time.Advance(2 * Second);
        var error = Assert.IsType<StepTimeoutException>((await run).Error);
        Assert.Equal("The step 'p/a' was stopped after 2000 ms: its time-out for one attempt is 2000 ms.", error.Message);
        Assert.Equal(("p/a", 2 * Second, 2 * Second, true), (error.StepPath, error.Timeout, error.Elapsed, error.IsAttempt));
        Assert.Equal(0, time.Timers);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Run_OfAnAttemptThatTimesOut_TriesAgain(bool isRecorded)
    {
        var time = new ManualTime();
        List<string?> feedback = [];
        var step = Step.From<int, int>("a", async (x, context) =>
        {
            feedback.Add(context.Feedback);
            await (context.Attempt == 3 ? Task.Delay(Second, time, Some.Token) : context.UntilCancelledAsync()).ConfigureAwait(false);
            return x;
        });
        var run = Outcome.OfAsync(Door(isRecorded), step, static how => how.Retry(3).AttemptTimeout(2 * Second).Timeout(6 * Second), time);
        Drive(time, run);
        var outcome = await run;
        Assert.Equal(RunStatus.Completed, outcome.Status);
        Assert.Equal(3, feedback.Count);
        Assert.StartsWith("The step 'p/a' was stopped after 2000 ms: its time-out for one attempt", feedback[2], StringComparison.Ordinal);
        outcome.WhereRecorded(static s => Assert.Equal((3, 5 * Second), (s.Attempts, s.Duration)));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Run_WhenAllAttemptsTimeOutTogether_TriesNoMore(bool isRecorded)
    {
        var time = new ManualTime();
        var run = Outcome.OfAsync(Door(isRecorded), Listening(), static how => how.Retry(9).AttemptTimeout(2 * Second).Timeout(3 * Second), time);
        Drive(time, run);
        var outcome = await run;
        const string Before = "The step 'p/a' was stopped after 2000 ms: its time-out for one attempt is 2000 ms.";
        Assert.Equal($"The step 'p/a' was stopped after 3000 ms: its time-out for all attempts is 3000 ms; the attempt before failed: {Before}", outcome.Error!.Message);
        Assert.Equal(Before, Assert.IsType<StepTimeoutException>(outcome.Error.InnerException).Message);
        outcome.WhereRecorded(static s => Assert.Equal((2, 3 * Second), (s.Attempts, s.Duration)));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Run_WhenTheTimeIsOverBeforeTheWait_WaitsForTheTimeOutOnly(bool isRecorded)
    {
        var time = new ManualTime();
        var step = new ScriptedStep("a", Door(isRecorded), static (_, c) => c.Fail<int>("no"));
        var run = Outcome.OfAsync(
            Door(isRecorded), step, static how => how.Retry(new RetryOptions { MaxAttempts = 9, Delay = 4 * Second }).Timeout(6 * Second), time);
        Drive(time, run);
        var error = Assert.IsType<StepTimeoutException>((await run).Error);
        Assert.Equal((false, 6 * Second), (error.IsAttempt, error.Elapsed));
        Assert.Equal("The step 'p/a' was stopped after 6000 ms: its time-out for all attempts is 6000 ms; its last attempt failed: no", error.Message);
        Assert.Equal("no", Assert.IsType<StepFailedException>(error.InnerException).Message);
        Assert.Equal(2, step.Calls.Count);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Run_OfAStepThatFailsAfterItsTime_TriesNoMore(bool isRecorded)
    {
        var time = new ManualTime();
        var step = new ScriptedStep("a", Door(isRecorded), (_, c) =>
        {
            time.Advance(5 * Second);
            return c.Fail<int>("no");
        });
        var outcome = await Outcome.OfAsync(Door(isRecorded), step, static how => how.Retry(3).Timeout(4 * Second), time);
        Assert.IsType<StepTimeoutException>(outcome.Error);
        Assert.Single(step.Calls);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Run_WhenAStepThrowsTheTimeoutOfAnother_TriesAgain(bool isRecorded)
    {
        var other = new StepTimeoutException("other/b", Second, Second, isAttempt: false);
        var step = new ScriptedStep("a", Door(isRecorded), (_, _) => throw other, static (x, _) => x);
        var outcome = await Outcome.OfAsync(Door(isRecorded), step, static how => how.Retry(2).Timeout(4 * Second));
        Assert.Equal(RunStatus.Completed, outcome.Status);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Run_OfAStepThatPolls_LetsItSeeTheTimeOut(bool isRecorded)
    {
        var time = new ManualTime();
        var polls = 0;
        var step = Step.From<int, int>("a", (_, context) =>
        {
            while (true)
            {
                polls++;
                context.CancellationToken.ThrowIfCancellationRequested();
                time.Advance(Second);
            }
        });
        var outcome = await Outcome.OfAsync(Door(isRecorded), step, static how => how.Timeout(3 * Second), time);
        Assert.IsType<StepTimeoutException>(outcome.Error);
        Assert.Equal(4, polls);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Doors))]
    public async Task Run_OfAStepThatPollsOnTheSystemClock_LetsItSeeTheTimeOut(bool isRecorded)
    {
        await Task.Yield();
        var step = Step.From<int, int>("a", static (_, context) =>
        {
            while (true)
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                Thread.Yield();
            }
        });
        var outcome = await Outcome.OfAsync(Door(isRecorded), step, static how => how.AttemptTimeout(TimeSpan.FromMilliseconds(5)).Retry(2));
        Assert.IsType<StepTimeoutException>(outcome.Error);
        outcome.WhereRecorded(static s => Assert.Equal(2, s.Attempts));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Run_WhenATimedOutStepHasAFallBack_CallsIt(bool isRecorded)
    {
        var time = new ManualTime();
        var run = Outcome.OfAsync(Door(isRecorded), Listening(), static how => how.Timeout(2 * Second).FallBackTo(Some.Step("b")), time);
        time.Advance(2 * Second);
        var outcome = await run;
        Assert.Equal((RunStatus.Completed, 2), (outcome.Status, outcome.Output));
        outcome.WhereRecorded(static s => Assert.Equal(("b", 2, 2 * Second), (s.FellBackTo, s.Attempts, s.Duration)));
        outcome.WhereRecorded(static s => Assert.Contains("2000 ms", s.Feedback, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Run_WhenCancelledInATimedStep_IsCancelled(bool isRecorded)
    {
        var time = new ManualTime();
        using var source = new CancellationTokenSource();
        var run = Outcome.OfAsync(Door(isRecorded), Listening(), static how => how.Retry(3).Timeout(2 * Second), time, source.Token);
        await source.CancelAsync();
        Assert.Equal(RunStatus.Cancelled, (await run).Status);
    }

    private static Way Door(bool isRecorded) => new(false, isRecorded);

    private static void Drive(ManualTime time, Task run)
    {
        while (!run.IsCompleted)
        {
            time.AdvanceToNextTimer();
        }
    }

    private static Step<int, int> Listening() => Step.From<int, int>("a", static async (x, context) =>
    {
        await context.UntilCancelledAsync().ConfigureAwait(false);
        return x;
    });
}
