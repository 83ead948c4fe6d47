namespace Weir.Tests.Pipelines.Guards;

public class StepBuilderTests
{
    private static readonly Step<int, int> A = Some.Step("a");

    public static TheoryData<int, string> Mistakes => new()
    {
        { 0, "The time-out of the step 'a' is 00:00:00; it must be more than zero and at most one day." },
        { 1, "The time-out of the step 'a' is -00:00:01; it must be more than zero and at most one day." },
        { 2, "The time-out of the step 'a' is 1.00:00:01; it must be more than zero and at most one day." },
        { 3, "The grace of the step 'a' is -00:00:01; it must be between zero and one day." },
        { 4, "The attempts of the step 'a' are 0; they must be between 1 and 1,000." },
        { 5, "The attempts of the step 'a' are 1001; they must be between 1 and 1,000." },
        { 6, "The validator of the step 'a' has no name." },
        { 7, "The input processor of the step 'a' has no name." },
        { 8, "The output processor of the step 'a' has no name." },
        { 9, "The plugin of the step 'a' has no name." },
        { 10, "The step 'a' has two parts named validator 'v'." },
        { 11, "The step 'a' has two parts named input processor 'v'." },
        { 12, "The step 'a' has two parts named plugin 'v'." },
        { 13, "'x/y' is no name for a step" },
        { 14, "The time-out of the step 'b' is 00:00:00; it must be more than zero and at most one day." },
    };

    private static IReadOnlyList<Action<StepBuilder<int, int>>> Cases { get; } =
    [
        static how => how.Timeout(TimeSpan.Zero),
        static how => how.AttemptTimeout(TimeSpan.FromSeconds(-1)),
        static how => how.AttemptTimeout(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1)),
        static how => how.AbandonAfter(TimeSpan.FromSeconds(-1)),
        static how => how.Retry(0),
        static how => how.Retry(1_001),
        static how => how.Validate(" ", static _ => null),
        static how => how.ProcessInput("", static x => x),
        static how => how.ProcessOutput(null!, static x => x),
        static how => how.AddPlugin(Plugin("")),
        static how => how.Validate("v", static _ => null).Validate("v", static (_, _) => default),
        static how => how.ProcessInput("v", static x => x).ProcessOutput("v", static x => x).ProcessInput("v", static x => x),
        static how => how.AddPlugin(Plugin("v")).AddPlugin(Plugin("v")),
        static how => how.FallBackTo(new Named("x/y")),
        static how => how.FallBackTo(Some.Step("b"), static how => how.Timeout(TimeSpan.Zero)),
    ];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Then_WithAMistake_SaysWhichAndWhere(int index, string message)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => Pipeline.Create<int>("p").Then(A, Cases[index]));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Then_WithNull_Refuses()
    {
        Action<StepBuilder<int, int>>[] nulls =
        [
            static how => how.Retry(null!),
            static how => how.AddPlugin(null!),
            static how => how.FallBackTo(null!),
            static how => how.Validate("v", (Func<int, string?>)null!),
            static how => how.Validate("v", (Func<int, StepContext, ValueTask<string?>>)null!),
            static how => how.ProcessInput("v", (Func<int, int>)null!),
            static how => how.ProcessInput("v", (Func<int, StepContext, ValueTask<int>>)null!),
            static how => how.ProcessOutput("v", (Func<int, int>)null!),
            static how => how.ProcessOutput("v", (Func<int, StepContext, ValueTask<int>>)null!),
        ];
        Assert.All(nulls, static configure => Assert.Throws<ArgumentNullException>(() => Pipeline.Create<int>("p").Then(A, configure)));
    }

    [Theory]
    [InlineData(BackoffKind.Linear)]
    [InlineData(BackoffKind.Exponential)]
    public void Retry_WithWaitsThatGrowFromNothing_Refuses(BackoffKind backoff)
    {
        var error = Refusal<ArgumentException>(how => how.Retry(new RetryOptions { Backoff = backoff }));
        Assert.StartsWith($"The step 'a' has the Backoff {backoff} and a Delay of zero, which would never wait; give it a Delay.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Retry_WithADelayAboveTheLongestWait_Refuses()
    {
        var error = Refusal<ArgumentException>(static how => how.Retry(new RetryOptions { Delay = TimeSpan.FromMinutes(1) }));
        Assert.StartsWith("The Delay of the step 'a' is 00:01:00, but its MaxDelay is 00:00:30; raise MaxDelay, or wait less.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void AttemptTimeout_AboveTheTimeout_Refuses()
    {
        var expected = "The AttemptTimeout of the step 'a' is 00:00:02, but its Timeout for all attempts is 00:00:01, so it would never be reached; make it less.";
        Assert.Equal(expected, Refusal<InvalidOperationException>(static how => how.AttemptTimeout(TimeSpan.FromSeconds(2)).Timeout(TimeSpan.FromSeconds(1))));
        Assert.Equal(
            expected.Replace("'a'", "'b'", StringComparison.Ordinal),
            Refusal<InvalidOperationException>(static how => how.FallBackTo(
                Some.Step("b"), static how => how.Timeout(TimeSpan.FromSeconds(1)).AttemptTimeout(TimeSpan.FromSeconds(2)))));
    }

    [Fact]
    public void Then_WithAnOptionTwice_Refuses()
    {
        var second = TimeSpan.FromSeconds(1);
        Assert.Equal("The step 'a' says Retry twice; say it once.", Refusal<InvalidOperationException>(static how => how.Retry(2).Retry(new RetryOptions())));
        Assert.Equal("The step 'a' says Timeout twice; say it once.", Refusal<InvalidOperationException>(how => how.Timeout(second).Timeout(second)));
        Assert.Equal("The step 'a' says AttemptTimeout twice; say it once.", Refusal<InvalidOperationException>(how => how.AttemptTimeout(second).AttemptTimeout(second)));
        Assert.Equal(
            "The step 'a' says FallBackTo twice; say it once.",
            Refusal<InvalidOperationException>(static how => how.FallBackTo(Some.Step("b")).FallBackTo(Some.Step("c"))));
    }

    [Fact]
    public void RetryOptions_OutOfRange_NameThePropertyTheValueAndTheRange()
    {
        Assert.Contains("MaxAttempts is 0; it must be between 1 and 1000.", Assert.Throws<ArgumentOutOfRangeException>(static () => new RetryOptions { MaxAttempts = 0 }).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new RetryOptions { Delay = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new RetryOptions { MaxDelay = TimeSpan.FromDays(2) });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new RetryOptions { Jitter = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new RetryOptions { Jitter = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new RetryOptions { Backoff = (BackoffKind)9 });
    }

    [Fact]
    public void Usage_Negative_Refuses()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Usage(-1, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Usage(0, -1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Usage(0, 0, -0.1m));
    }

    [Fact]
    public async Task Fail_WithoutText_Refuses()
    {
        using var run = await Some.RunAsync(Some.Pipeline(Step.From<int, int>("a", static (_, context) => new ValueTask<int>(context.Fail<int>(" ")))), 1);
        Assert.IsType<ArgumentException>(run.Error);
        Assert.Throws<ArgumentException>(static () => PluginVerdict<int, int>.Reject(""));
        Assert.Throws<ArgumentException>(static () => PluginVerdict<int, int>.RedirectTo(A, ""));
        Assert.Throws<ArgumentNullException>(static () => PluginVerdict<int, int>.RedirectTo(null!, "why"));
    }

    private static string Refusal<TError>(Action<StepBuilder<int, int>> configure)
        where TError : Exception =>
        Assert.Throws<TError>(() => Pipeline.Create<int>("p").Then(A, configure)).Message;

    private static ScriptedPlugin Plugin(string name) => new(name, new Way(false, false), static (_, _) => default);

    private sealed class Named(string name) : Step<int, int>
    {
        public override string Name => name;

        public override ValueTask<int> RunAsync(int input, StepContext context) => new(input);
    }
}
