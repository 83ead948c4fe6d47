namespace Weir.Tests.Pipelines.Guards;

public class CheckTests
{
    public static TheoryData<Way> Ways => Way.All;

    public static TheoryData<Way, string> Parts
    {
        get
        {
            var data = new TheoryData<Way, string>();
            foreach (var way in (Way[])[new Way(false, true), new Way(false, false), new Way(true, true), new Way(true, false)])
            {
                foreach (var part in (string[])["input processor 'x'", "output processor 'x'", "validator 'x'", "plugin 'x'"])
                {
                    data.Add(way, part);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_OfAStepWithParts_CallsThemInOrder(Way way)
    {
        List<string> order = [];
        var step = new ScriptedStep("a", way, (x, _) => Note("step", x * 10));
        var outcome = await Outcome.OfAsync(way, step, how => how
            .AddPlugin(new ScriptedPlugin("low", way, (x, _) => Verdict($"low {x}"), -1))
            .AddPlugin(new ScriptedPlugin("high", way, (x, _) => PluginVerdict<int, int>.Replace(Note($"high {x}", x + 1)), 5))
            .AddPlugin(new ScriptedPlugin("middle", way, (x, _) => Verdict($"middle {x}")))
            .AddPlugin(new ScriptedPlugin("middle too", way, (x, _) => Verdict($"middle too {x}")))
            .Validate("first", (x, _) => Later(way, Note<string?>($"first {x}", null)))
            .Validate("second", x => Note<string?>($"second {x}", null))
            .ProcessOutput("halve", (x, _) => Later(way, Note("halve", x / 2)))
            .ProcessOutput("less", x => Note("less", x - 1))
            .ProcessInput("more", (x, _) => Later(way, Note("more", x + 1)))
            .ProcessInput("twice", x => Note("twice", x * 2)));
        Assert.Equal((RunStatus.Completed, 20), (outcome.Status, outcome.Output));
        Assert.Equal(["more", "twice", "step", "halve", "less", "first 19", "second 19", "high 19", "middle 20", "middle too 20", "low 20"], order);
        Assert.Equal(4, step.Calls.Single().Input);

        T Note<T>(string what, T value)
        {
            order.Add(what);
            return value;
        }

        PluginVerdict<int, int> Verdict(string what) => Note(what, PluginVerdict<int, int>.Accept());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenSeveralValidatorsRefuse_CollectsWhatAllSay(Way way)
    {
        var plugin = new ScriptedPlugin("never", way, static (_, _) => throw Some.Failure());
        var outcome = await Outcome.OfAsync(way, new ScriptedStep("a", way, static (x, _) => x), how => how
            .Validate("one", static _ => "bad")
            .Validate("two", static _ => null)
            .Validate("three", (_, _) => Later<string?>(way, "worse"))
            .Validate("four", (_, context) => Later(way, context.Fail<string?>("worst")))
            .AddPlugin(plugin));
        Assert.Equal("validator 'one': bad\nvalidator 'three': worse\nvalidator 'four': worst", outcome.Error!.Message);
        outcome.WhereRecorded(s => Assert.Equal(outcome.Error.Message, s.Feedback));
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Run_WhenAPartThrows_FailsTheStepByName(Way way, string part)
    {
        var cause = Some.Failure("odd");
        var step = new ScriptedStep("a", way, static (x, _) => x);
        var outcome = await Outcome.OfAsync(way, step, how => Add(how, way, part, _ => throw cause));
        var error = Assert.IsType<StepPartException>(outcome.Error);
        Assert.Equal((part, $"The {part} of the step 'p/a' threw InvalidOperationException: odd"), (error.Part, error.Message));
        Assert.Same(cause, error.InnerException);
        Assert.Equal(part[0] == 'i' ? 0 : 1, step.Calls.Count);
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Run_WhenAPartFailsOnce_TriesAgain(Way way, string part)
    {
        var thrown = 0;
        var step = new ScriptedStep("a", way, static (x, _) => x);
        var outcome = await Outcome.OfAsync(way, step, how => Add(how.Retry(2), way, part, _ => thrown++ == 0 ? throw Some.Failure() : 0));
        Assert.Equal(RunStatus.Completed, outcome.Status);
        outcome.WhereRecorded(static s => Assert.Equal(2, s.Attempts));
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Run_WhenAPartGivesAControlSignal_LetsItPass(Way way, string part)
    {
        var signal = new ControlSignalException("enough");
        var other = new ScriptedStep("b", way, static (x, _) => x);
        var outcome = await Outcome.OfAsync(
            way, new ScriptedStep("a", way, static (x, _) => x), how => Add(how.Retry(3).FallBackTo(other), way, part, _ => throw signal));
        Assert.Same(signal, outcome.Error);
        Assert.Empty(other.Calls);
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Run_WhenCancelledInAPart_IsCancelled(Way way, string part)
    {
        using var source = new CancellationTokenSource();
        var outcome = await Outcome.OfAsync(way, new ScriptedStep("a", way, static (x, _) => x), how => Add(how.Retry(3), way, part, context =>
        {
            source.Cancel();
            context.CancellationToken.ThrowIfCancellationRequested();
            return 0;
        }), null, source.Token);
        Assert.Equal(RunStatus.Cancelled, outcome.Status);
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Run_WhenAPartIsCancelledOnItsOwn_FailsWithThat(Way way, string part)
    {
        var cancelled = new OperationCanceledException("not the run");
        var outcome = await Outcome.OfAsync(way, new ScriptedStep("a", way, static (x, _) => x), how => Add(how, way, part, _ => throw cancelled));
        Assert.Same(cancelled, outcome.Error);
        Assert.Equal(RunStatus.Failed, outcome.Status);
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Run_WhenAPartFailsWithoutThrowing_FailsTheStep(Way way, string part)
    {
        var step = new ScriptedStep("a", way, static (x, _) => x);
        var outcome = await Outcome.OfAsync(way, step, how => Add(how, way, part, static context => context.Fail<int>("no")));
        Assert.Equal(part[0] is 'v' or 'p' ? $"{part}: no" : "no", Assert.IsType<StepFailedException>(outcome.Error).Message);
        Assert.Equal(part[0] == 'i' ? 0 : 1, step.Calls.Count);
    }

    [Fact]
    public async Task Run_WhenAnOutputProcessorFailsWithoutThrowing_ShowsItsValueToNobody()
    {
        var asked = 0;
        var outcome = await Outcome.OfAsync(new Way(false, true), Some.Step("a"), how => how
            .ProcessOutput("x", static (_, context) => new ValueTask<int>(context.Fail<int>("no")))
            .Validate("v", _ =>
            {
                asked++;
                return null;
            }));
        Assert.Equal((RunStatus.Failed, 0), (outcome.Status, asked));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenAPluginRedirects_CallsTheOtherStepNext(Way way)
    {
        var other = new ScriptedStep("b", way, static (_, _) => 50);
        var step = new ScriptedStep("a", way, static (x, _) => x);
        var outcome = await Outcome.OfAsync(way, step, how => how.Retry(2).AddPlugin(Redirecting(way, other)));
        Assert.Equal((RunStatus.Completed, 50), (outcome.Status, outcome.Output));
        Assert.Equal([(1, 2, "plugin 'send': too small")], other.Calls);
        Assert.Single(step.Calls);
        outcome.WhereRecorded(static s => Assert.Equal((2, "plugin 'send': too small", null), (s.Attempts, s.Feedback, s.FellBackTo)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenAPluginRedirectsAndNoAttemptIsLeft_SaysSo(Way way)
    {
        var other = new ScriptedStep("other", way, static (x, _) => x * 100);
        var once = await Outcome.OfAsync(way, new ScriptedStep("a", way, static (x, _) => x), how => how.AddPlugin(Redirecting(way, other)));
        Assert.Equal("plugin 'send': too small; there was no attempt left to send it to 'other'; add Retry", once.Error!.Message);
        var third = new ScriptedStep("third", way, static (x, _) => x);
        var twice = await Outcome.OfAsync(way, new ScriptedStep("a", way, static (x, _) => x), how => how.Retry(2).AddPlugin(
            new ScriptedPlugin("send", way, (_, context) => PluginVerdict<int, int>.RedirectTo(context.Attempt == 1 ? other : third, "no"))));
        Assert.Equal("plugin 'send': no; there was no attempt left to send it to 'third'; give Retry more attempts", twice.Error!.Message);
        Assert.Empty(third.Calls);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenAPluginRedirectsToAStepSeenBefore_Fails(Way way)
    {
        foreach (var onPool in (bool[])[false, true])
        {
            var step = new ScriptedStep("a", way, static (x, _) => x);
            var other = new ScriptedStep("b", way, static (x, _) => x);
            var outcome = await Outcome.OfAsync(way, step, how => (onPool ? how.RunOnPool() : how)
                .Retry(9)
                .Timeout(TimeSpan.FromHours(1))
                .AddPlugin(new ScriptedPlugin("send", way, (_, context) => PluginVerdict<int, int>.RedirectTo(context.Attempt == 1 ? other : step, "no"))));
            Assert.Equal("plugin 'send': no\nThe step 'a' was sent to 'a' a second time.", outcome.Error!.Message);
            Assert.Equal((1, 1), (step.Calls.Count, other.Calls.Count));
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Run_WhenATimedStepRedirectsInACircle_GivesTheFallBackAClockOfItsOwn(Way way)
    {
        var time = new ManualTime();
        ScriptedStep step = null!;
        step = new ScriptedStep("a", way, (x, context) =>
        {
            _ = context.CancellationToken;
            return x;
        });
        var other = Step.From<int, int>("b", async (x, context) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(5), time, context.CancellationToken).ConfigureAwait(false);
            return x + 1;
        });
        var run = Outcome.OfAsync(way, step, how => how
            .Timeout(TimeSpan.FromSeconds(3))
            .AddPlugin(new ScriptedPlugin("send", way, (_, _) => PluginVerdict<int, int>.RedirectTo(step, "no")))
            .FallBackTo(other, static how => how.Timeout(TimeSpan.FromSeconds(9))), time);
        await time.WaitForTimersAsync(2, Some.Token);
        while (!run.IsCompleted)
        {
            time.AdvanceToNextTimer();
            await Task.Yield();
        }

        Assert.Equal((RunStatus.Completed, 2), ((await run).Status, (await run).Output));
    }

    private static ScriptedPlugin Redirecting(Way way, Step<int, int> other) => new("send", way, (x, _) =>
        x < 10 ? PluginVerdict<int, int>.RedirectTo(other, "too small") : PluginVerdict<int, int>.Accept());

    private static StepBuilder<int, int> Add(StepBuilder<int, int> how, Way way, string part, Func<StepContext, int> body) => part[0] switch
    {
        'i' => how.ProcessInput("x", (_, context) => CallAsync(way, context, body)),
        'o' => how.ProcessOutput("x", (_, context) => CallAsync(way, context, body)),
        'v' => how.Validate("x", async (_, context) =>
        {
            await CallAsync(way, context, body);
            return null;
        }),
        _ => how.AddPlugin(new ScriptedPlugin("x", way, (_, context) =>
        {
            body(context);
            return PluginVerdict<int, int>.Accept();
        })),
    };

    private static ValueTask<int> CallAsync(Way way, StepContext context, Func<StepContext, int> body)
    {
        return way.Suspends ? LaterAsync() : new ValueTask<int>(body(context));

        async ValueTask<int> LaterAsync()
        {
            await Task.Yield();
            return body(context);
        }
    }

    private static async ValueTask<T> Later<T>(Way way, T value)
    {
        if (way.Suspends)
        {
            await Task.Yield();
        }

        return value;
    }
}
