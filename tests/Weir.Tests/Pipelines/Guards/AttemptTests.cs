namespace Weir.Tests.Pipelines.Guards;

public class AttemptTests
{
    private static readonly Func<int, StepContext, int> Value = static (x, _) => x + 1;

    public static TheoryData<Way> Ways => Way.All;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenTheFirstAttemptSucceeds_TriesNoMore(Way way)
    {
        var step = new ScriptedStep("a", way, Value);
        var outcome = await Outcome.OfAsync(way, step, static how => how.Retry(3));
        Assert.Equal((RunStatus.Completed, 2), (outcome.Status, outcome.Output));
        Assert.Equal([(1, 1, null)], step.Calls);
        outcome.WhereRecorded(static s => Assert.Equal((1, null, null), (s.Attempts, s.Feedback, s.FellBackTo)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenAttemptsFailFirst_HandsTheFeedbackOn(Way way)
    {
        var step = new ScriptedStep("a", way, static (_, _) => throw Some.Failure("first"), static (_, c) => c.Fail<int>("second"), Value);
        var outcome = await Outcome.OfAsync(way, step, static how => how.Retry(5));
        Assert.Equal((RunStatus.Completed, 2), (outcome.Status, outcome.Output));
        Assert.Equal([(1, 1, null), (1, 2, "first"), (1, 3, "second")], step.Calls);
        outcome.WhereRecorded(static s => Assert.Equal((StepStatus.Completed, 3, "second", null), (s.Status, s.Attempts, s.Feedback, s.Error)));
        Assert.Equal(way.IsRecorded ? 3 : 0, outcome.Attempts);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenAllAttemptsFail_HasTheLastError(Way way)
    {
        var step = new ScriptedStep("a", way, static (_, _) => throw Some.Failure("first"), static (_, _) => throw Some.Failure("last"));
        var outcome = await Outcome.OfAsync(way, step, static how => how.Retry(3));
        Assert.Equal((RunStatus.Failed, "last"), (outcome.Status, outcome.Error!.Message));
        Assert.Equal(3, step.Calls.Count);
        outcome.WhereRecorded(static s => Assert.Equal((StepStatus.Failed, 3, "last"), (s.Status, s.Attempts, s.Feedback)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenChecksRefuse_TriesAgain(Way way)
    {
        var value = 0;
        var step = new ScriptedStep("a", way, (_, _) => ++value);
        var outcome = await Outcome.OfAsync(way, step, how => how
            .Retry(4)
            .Validate("more than one", static x => x > 1 ? null : $"{x} is too small")
            .AddPlugin(new ScriptedPlugin("taste", way, static (x, _) => x > 2 ? PluginVerdict<int, int>.Accept() : PluginVerdict<int, int>.Reject("dull"))));
        Assert.Equal((RunStatus.Completed, 3), (outcome.Status, outcome.Output));
        Assert.Equal([null, "validator 'more than one': 1 is too small", "plugin 'taste': dull"], step.Calls.Select(static c => c.Feedback));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenACheckRefusesTheLastAttempt_FailsWithoutThrowing(Way way)
    {
        var outcome = await Outcome.OfAsync(way, new ScriptedStep("a", way, Value), static how => how.Validate("v", static _ => "no"));
        Assert.Equal("validator 'v': no", Assert.IsType<StepFailedException>(outcome.Error).Message);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WithAPredicate_AsksItBeforeEachFurtherAttempt(Way way)
    {
        List<RetryArguments> asked = [];
        var step = new ScriptedStep("a", way, static (_, c) => c.Fail<int>("first"), static (_, _) => throw Some.Failure("fatal"), Value);
        var outcome = await Outcome.OfAsync(way, step, how => how.Retry(new RetryOptions
        {
            MaxAttempts = 5,
            ShouldRetry = arguments =>
            {
                asked.Add(arguments);
                return arguments.Error.Message != "fatal";
            },
        }));
        Assert.Equal("fatal", outcome.Error!.Message);
        Assert.Equal([("a", 1, "first"), ("a", 2, "fatal")], asked.Select(static a => (a.StepName, a.Attempt, a.Error.Message)));
        Assert.Equal(2, step.Calls.Count);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenThePredicateThrows_FailsByName(Way way)
    {
        var outcome = await Outcome.OfAsync(way, Failing(way), static how => how.Retry(new RetryOptions { ShouldRetry = static _ => throw Some.Failure("odd") }));
        var error = Assert.IsType<StepPartException>(outcome.Error);
        Assert.Equal(("retry predicate", "The retry predicate of the step 'p/a' threw InvalidOperationException: odd"), (error.Part, error.Message));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenThePredicateGivesAControlSignal_LetsItPass(Way way)
    {
        var signal = new ControlSignalException("enough");
        var other = new ScriptedStep("b", way, Value);
        var outcome = await Outcome.OfAsync(way, Failing(way), how => how.Retry(new RetryOptions { ShouldRetry = _ => throw signal }).FallBackTo(other));
        Assert.Same(signal, outcome.Error);
        Assert.Empty(other.Calls);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_OnAControlSignal_NeitherAsksNorTriesNorFallsBack(Way way)
    {
        var signal = new ControlSignalException("enough");
        var step = new ScriptedStep("a", way, (_, _) => throw signal);
        var other = new ScriptedStep("b", way, Value);
        var outcome = await Outcome.OfAsync(way, step, how => how
            .Retry(new RetryOptions { ShouldRetry = static _ => throw Some.Failure("asked") })
            .FallBackTo(other));
        Assert.Same(signal, outcome.Error);
        Assert.Equal((1, 0), (step.Calls.Count, other.Calls.Count));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenCancelled_NeitherAsksNorTriesNorFallsBack(Way way)
    {
        using var source = new CancellationTokenSource();
        var step = new ScriptedStep("a", way, (_, context) =>
        {
            source.Cancel();
            context.CancellationToken.ThrowIfCancellationRequested();
            return 0;
        });
        var other = new ScriptedStep("b", way, Value);
        var outcome = await Outcome.OfAsync(
            way, step, how => how.Retry(new RetryOptions { ShouldRetry = static _ => throw Some.Failure("asked") }).Timeout(TimeSpan.FromHours(1)).FallBackTo(other), null, source.Token);
        Assert.Equal(RunStatus.Cancelled, outcome.Status);
        Assert.Equal((1, 0), (step.Calls.Count, other.Calls.Count));
        outcome.WhereRecorded(static s => Assert.Equal((StepStatus.Cancelled, "the run was cancelled"), (s.Status, s.Reason)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenCancelledWhileAnAttemptFails_CallsNothingMore(Way way)
    {
        using var source = new CancellationTokenSource();
        foreach (var attempts in (int[])[1, 3])
        {
            var step = new ScriptedStep("a", way, (_, _) =>
            {
                source.Cancel();
                throw Some.Failure();
            });
            var other = new ScriptedStep("b", way, Value);
            var outcome = await Outcome.OfAsync(way, step, how => how.Retry(attempts).FallBackTo(other), null, source.Token);
            Assert.Equal(RunStatus.Cancelled, outcome.Status);
            Assert.InRange(step.Calls.Count, 0, 1);
            Assert.Empty(other.Calls);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_OfEveryAttempt_CountsTheUsage(Way way)
    {
        var step = new ScriptedStep("a", way, Used(static (_, _) => throw Some.Failure()), Used(static (_, c) => c.Fail<int>("no")), Used(Value));
        var outcome = await Outcome.OfAsync(way, step, static how => how.Retry(3));
        outcome.WhereRecorded(s =>
        {
            Assert.Equal(new Usage(3, 6, 0.3m), s.Usage);
            Assert.Equal(new Usage(3, 6, 0.3m), outcome.Usage);
        });
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_AfterAGuardedStep_StartsTheNextAtAttemptOne(Way way)
    {
        var next = new ScriptedStep("b", way, Value);
        var pipeline = Pipeline.Create<int>("p")
            .Then(new ScriptedStep("a", way, static (_, _) => throw Some.Failure(), Value), static how => how.Retry(2))
            .Then(next)
            .Build();
        await using var executor = new Executor();
        if (way.IsRecorded)
        {
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
            Assert.Equal([2, 1], run.Steps.Select(static s => s.Attempts));
        }
        else
        {
            Assert.Equal(3, await executor.InvokeAsync(pipeline, 1, Some.Token));
        }

        Assert.Equal([(2, 1, null)], next.Calls);
    }

    [Fact]
    public async Task Run_WithAMutableInput_HandsTheSameObjectToEveryAttempt()
    {
        var input = new List<int> { 1 };
        List<object> seen = [];
        var pipeline = Pipeline.Create<List<int>>("p")
            .Then("a", (List<int> x, StepContext context) =>
            {
                seen.Add(x);
                return new ValueTask<int>(context.Attempt == 1 ? context.Fail<int>("no") : x.Count);
            }, static how => how.Retry(2))
            .Build();
        await using var executor = new Executor();
        Assert.Equal(1, await executor.InvokeAsync(pipeline, input, Some.Token));
        Assert.All(seen, x => Assert.Same(input, x));
        Assert.Equal([1], input);
    }

    [Fact]
    public async Task Run_OfAThousandAttemptsAtOnce_NeedsNoStack()
    {
        var outcome = await Outcome.OfAsync(new Way(false, true), Failing(new Way(false, true)), static how => how.Retry(1_000));
        Assert.Equal(1_000, outcome.Attempts);
    }

    [Theory]
    [InlineData(BackoffKind.Constant, new[] { 2, 2, 2, 2 })]
    [InlineData(BackoffKind.Linear, new[] { 2, 4, 6, 7 })]
    [InlineData(BackoffKind.Exponential, new[] { 2, 4, 7, 7 })]
    public async Task Run_WithABackoff_WaitsExactlyThat(BackoffKind backoff, int[] seconds)
    {
        var time = new ManualTime();
        var start = time.GetTimestamp();
        List<double> at = [];
        var step = Step.From<int, int>("a", (_, context) =>
        {
            at.Add(time.GetElapsedTime(start).TotalSeconds);
            return new ValueTask<int>(context.Fail<int>("no"));
        });
        var options = new RetryOptions { MaxAttempts = 5, Backoff = backoff, Delay = TimeSpan.FromSeconds(2), MaxDelay = TimeSpan.FromSeconds(7) };
        var run = Outcome.OfAsync(new Way(false, true), step, how => how.Retry(options), time);
        while (!run.IsCompleted)
        {
            time.AdvanceToNextTimer();
        }

        Assert.Equal([0, .. seconds.Select((_, i) => (double)seconds[..(i + 1)].Sum())], at);
        Assert.Equal(TimeSpan.FromSeconds(seconds.Sum()), (await run).Duration);
    }

    [Theory]
    [InlineData(0.5, 0.0, 8)]
    [InlineData(0.5, 1.0, 4)]
    [InlineData(1.0, 0.25, 6)]
    [InlineData(0.0, 0.9, 8)]
    public void DelayAfter_WithJitter_TakesThatShareAway(double jitter, double random, int seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            new RetryOptions { Backoff = BackoffKind.Exponential, Delay = TimeSpan.FromSeconds(1), Jitter = jitter }.DelayAfter(4, random));

    [Fact]
    public void DelayAfter_OfTheLastAttemptThereCanBe_IsTheCap() =>
        Assert.Equal(
            TimeSpan.FromSeconds(30),
            new RetryOptions { Backoff = BackoffKind.Exponential, Delay = TimeSpan.MaxValue, MaxAttempts = 1_000 }.DelayAfter(1_000, 0));

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenCancelledInABackoff_EndsWithoutACall(Way way)
    {
        using var source = new CancellationTokenSource();
        var time = new ManualTime();
        var step = Failing(way);
        var run = Outcome.OfAsync(way, step, static how => how.Retry(new RetryOptions { Delay = TimeSpan.FromSeconds(1) }), time, source.Token);
        await time.WaitForTimersAsync(1, Some.Token);
        await source.CancelAsync();
        Assert.Equal(RunStatus.Cancelled, (await run).Status);
        Assert.Single(step.Calls);
        Assert.Equal(0, time.Timers);
    }

    private static ScriptedStep Failing(Way way) => new("a", way, static (_, _) => throw Some.Failure());

    private static Func<int, StepContext, int> Used(Func<int, StepContext, int> body) => (x, context) =>
    {
        context.AddUsage(new Usage(1, 2, 0.1m));
        return body(x, context);
    };
}
