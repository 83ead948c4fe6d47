namespace Weir.Tests.Pipelines.Guards;

public class FallBackTests
{
    public static TheoryData<Way> Ways => Way.All;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenTheStepSucceeds_NeverCallsTheFallBack(Way way)
    {
        var other = Giving("b", way);
        var outcome = await Outcome.OfAsync(way, Giving("a", way), how => how.FallBackTo(other));
        Assert.Equal(RunStatus.Completed, outcome.Status);
        Assert.Empty(other.Calls);
        outcome.WhereRecorded(static s => Assert.Equal((1, null, null), (s.Attempts, s.FellBackTo, s.Feedback)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenTheStepFails_StandsTheFallBackIn(Way way)
    {
        var other = Giving("b", way);
        var outcome = await Outcome.OfAsync(way, Failing("a", way), how => how.Retry(2).FallBackTo(other));
        Assert.Equal((RunStatus.Completed, 2), (outcome.Status, outcome.Output));
        Assert.Equal((1, "a broke"), (other.Calls[0].Input, other.Calls[0].Feedback));
        outcome.WhereRecorded(static s =>
        {
            Assert.Equal((StepStatus.Completed, 3, "b", "a broke"), (s.Status, s.Attempts, s.FellBackTo, s.Feedback));
            Assert.Equal(("p/a", null, new Usage(2, 2, 0)), (s.Path, s.Error, s.Usage with { InputTokens = 2 }));
            Assert.Equal(3, s.Usage.InputTokens);
        });
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenBothFail_SaysBoth(Way way)
    {
        var outcome = await Outcome.OfAsync(way, Failing("a", way), how => how.FallBackTo(Failing("b", way)));
        Assert.Equal(RunStatus.Failed, outcome.Status);
        Assert.Equal("The step 'p/a' failed: a broke. Its fall-back 'b' failed too: b broke", outcome.Error!.Message);
        Assert.Equal(["a broke", "b broke"], Assert.IsAssignableFrom<AggregateException>(outcome.Error).InnerExceptions.Select(static e => e.Message));
        outcome.WhereRecorded(static s => Assert.Equal((2, "a broke\nThe fall-back 'b' failed too: b broke", null), (s.Attempts, s.Feedback, s.FellBackTo)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenAllOfAChainFail_SaysAllInOneSentenceEach(Way way)
    {
        var outcome = await Outcome.OfAsync(way, Failing("a", way), how => how.FallBackTo(Failing("b", way), how => how.FallBackTo(Failing("c", way))));
        Assert.Equal(
            "The step 'p/a' failed: a broke. Its fall-back 'b' failed too: b broke. Its fall-back 'c' failed too: c broke",
            outcome.Error!.Message);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WithAChain_TriesEachWithItsOwnAttempts(Way way)
    {
        var last = Giving("c", way);
        var outcome = await Outcome.OfAsync(way, Failing("a", way), how => how
            .Retry(2)
            .FallBackTo(Failing("b", way), how => how.Retry(3).FallBackTo(last, static how => how.Validate("v", static _ => null))));
        Assert.Equal(RunStatus.Completed, outcome.Status);
        Assert.Equal("a broke\nThe fall-back 'b' failed too: b broke", last.Calls[0].Feedback);
        outcome.WhereRecorded(static s => Assert.Equal((6, "c"), (s.Attempts, s.FellBackTo)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenTheFallBackGivesAControlSignal_LetsItPass(Way way)
    {
        var signal = new ControlSignalException("enough");
        var outcome = await Outcome.OfAsync(way, Failing("a", way), how => how.FallBackTo(new ScriptedStep("b", way, (_, _) => throw signal), static how => how.Retry(3)));
        Assert.Same(signal, outcome.Error);
    }

    [Fact]
    public async Task Run_WithAFallBack_CountsTheTimeOfBoth()
    {
        var time = new ManualTime();
        var way = new Way(false, true);
        var outcome = await Outcome.OfAsync(way, Slow("a", static c => c.Fail<int>("no")), how => how.FallBackTo(Slow("b", static _ => 1)), time);
        Assert.Equal((TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(4)), (outcome.Duration, outcome.Step!.Duration));

        ScriptedStep Slow(string name, Func<StepContext, int> body) => new(name, way, (_, context) =>
        {
            time.Advance(TimeSpan.FromSeconds(2));
            return body(context);
        });
    }

    [Fact]
    public void Build_WhenFallBacksFormACircle_NamesThem()
    {
        var (a, b, c) = (Some.Step("a"), Some.Step("b"), Some.Step("c"));
        var error = Assert.Throws<InvalidOperationException>(() => Pipeline.Create<int>("p")
            .Then(a, how => how.FallBackTo(b, how => how.FallBackTo(c, how => how.FallBackTo(b)))));
        Assert.Equal("The fall-backs of the step 'a' form a circle: a → b → c → b.", error.Message);
    }

    private static ScriptedStep Giving(string name, Way way) => new(name, way, static (x, context) =>
    {
        context.AddUsage(new Usage(1, 0, 0));
        return x + 1;
    });

    private static ScriptedStep Failing(string name, Way way) => new(name, way, (_, context) =>
    {
        context.AddUsage(new Usage(1, 1, 0));
        throw Some.Failure($"{name} broke");
    });
}
