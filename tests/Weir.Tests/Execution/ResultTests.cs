namespace Weir.Tests.Execution;

/// <summary>What a run and its results tell.</summary>
public class ResultTests
{
    [Fact]
    public async Task Results_OfEveryStep_HoldWhatItDid()
    {
        var time = new ManualTime();
        var inner = Pipeline.Create<int>("inner").Then("paid", (int x, StepContext context) =>
        {
            time.Advance(TimeSpan.FromSeconds(3));
            context.AddUsage(new Usage(10, 5, 0.25m));
            return new ValueTask<int>(x + 1);
        }).Build();
        var pipeline = Pipeline.Create<int>("order")
            .Then("flaky", (int x, StepContext context) =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                context.AddUsage(new Usage(1, 1, 0.5m));
                return new ValueTask<int>(context.Attempt < 3 ? context.Fail<int>($"no {context.Attempt}, after {context.Feedback}") : x);
            }, static step => step.Retry(3))
            .Then(inner)
            .Then("last", static x => $"{x}")
            .Build();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        using var run = await executor.RunAsync(pipeline, 4, Some.Token);
        Assert.Equal(
            [
                ("order/flaky", 3, TimeSpan.FromSeconds(3), (object)4, new Usage(3, 3, 1.5m), "no 2, after no 1, after "),
                ("order/inner", 1, TimeSpan.FromSeconds(3), 5, new Usage(10, 5, 0.25m), null),
                ("order/last", 1, TimeSpan.Zero, "5", default(Usage), null),
            ],
            run.Steps.Select(static step => (step.Path, step.Attempts, step.Duration, step.Output!, step.Usage, step.Feedback)));
        var paid = Assert.Single(run.Steps[1].Steps);
        Assert.Equal(("order/inner/paid", 1, TimeSpan.FromSeconds(3), new Usage(10, 5, 0.25m)), (paid.Path, paid.Attempts, paid.Duration, paid.Usage));
        Assert.Equal((new Usage(13, 8, 1.75m), 5, TimeSpan.FromSeconds(6)), (run.Usage, run.Attempts, run.Duration));
        Assert.Same(run.Steps, run.Steps);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Signal_ThrownAfterFail_StaysASignal(bool suspends, bool isGuarded)
    {
        var pipeline = Pipeline.Create<int>("p").Map(
            "map",
            static x => new[] { x },
            Step.From<int, int>("item", async (_, context) =>
            {
                context.Fail<int>("said first");
                if (suspends)
                {
                    await Task.Yield();
                }

                throw new ControlSignalException("thrown last");
            }),
            new MapOptions { OnFailure = FailurePolicy.Ignore },
            step => step.Retry(isGuarded ? 3 : 1)).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.IsType<ControlSignalException>(run.Error);
        Assert.Equal(1, run.Attempts);
    }

    [Fact]
    public async Task Attempts_OfACompositeThatNeverStartedAnything_AreNone()
    {
        var inner = Some.Pipeline(Some.Step("a"));
        var pipeline = Pipeline.Create<int>("p").Then(Some.Step("first")).Branch("branch", static _ => "unknown", [("known", inner)]).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal((RunStatus.Failed, 1), (run.Status, run.Attempts));
    }
}
