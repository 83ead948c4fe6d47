namespace Weir.Tests.Pipelines.Guards;

public class GuardedPipelineTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_OfAPipelineThatFailsOnce_TriesAllOfItAgain(bool suspends)
    {
        var calls = new List<string>();
        var inner = Pipeline.Create<int>("inner")
            .Then("a", async (int x, StepContext context) =>
            {
                if (suspends)
                {
                    await Task.Yield();
                }

                calls.Add("a");
                context.AddUsage(new Usage(1, 2, 3));
                return x + 1;
            })
            .Then("b", (int x, StepContext context) =>
            {
                calls.Add("b");
                return new ValueTask<int>(calls.Count < 4 ? context.Fail<int>("not yet") : x * 10);
            })
            .Build();
        var pipeline = Pipeline.Create<int>("outer").Then("all", inner, step => step.Retry(2).Validate("big", static x => x > 5 ? null : "small")).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal((RunStatus.Completed, 20), (run.Status, run.Output));
        Assert.Equal(["a", "b", "a", "b"], calls);
        var all = Assert.Single(run.Steps);
        Assert.Equal((2, "not yet", new Usage(2, 4, 6)), (all.Attempts, all.Feedback, all.Usage));
        Assert.Equal(["outer/all/a", "outer/all/b"], all.Steps.Select(static step => step.Path));
        Assert.All(all.Steps, static step => Assert.Equal(StepStatus.Completed, step.Status));
        Assert.Equal(new Usage(2, 4, 6), run.Usage);
        Assert.Equal(4, run.Attempts);
        await using var executor = new Executor();
        calls.Clear();
        Assert.Equal(20, await executor.InvokeAsync(pipeline, 1, Some.Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_OfAPipelineThatTakesTooLong_FallsBack(bool listens)
    {
        var inner = Pipeline.Create<int>("inner").Then(new ScriptedStep<int, int>("hangs").Hangs(deaf: !listens)).Then(Some.Step("after")).Build();
        var pipeline = Pipeline.Create<int>("outer")
            .Then("all", inner, step => step.Timeout(TimeSpan.FromSeconds(5)).AbandonAfter(TimeSpan.FromSeconds(1)).FallBackTo(Step.From<int, int>("cheap", static x => -x)))
            .Then("last", static x => x - 1)
            .Build();
        using var run = await new DeterministicScheduler(1).RunAsync(pipeline, 7);
        run.ShouldGive(-8).ShouldNotHaveRun("after")
            .Step("all").ShouldHave(fellBackTo: "cheap", feedback: "outer/all", duration: TimeSpan.FromSeconds(listens ? 5 : 6));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_WhenAPipelineTimesOut_SaysSoInItsSteps(bool isAttempt)
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var slow = Pipeline.Create<int>("slow")
            .Then("wait", static async (int x, StepContext context) =>
            {
                await context.UntilCancelledAsync();
                return x;
            })
            .Then(Some.Step("after")).Build();
        var limit = TimeSpan.FromSeconds(2);
        var pipeline = Pipeline.Create<int>("outer").Then(slow, step => _ = isAttempt ? step.AttemptTimeout(limit) : step.Timeout(limit)).Build();
        var running = executor.RunAsync(pipeline, 1, Some.Token).AsTask();
        await time.WaitForTimersAsync(1, Some.Token);
        time.Advance(limit);
        using var run = await running;
        Assert.Equal([StepStatus.Cancelled, StepStatus.Cancelled], run.Steps[0].Steps.Select(static s => s.Status));
        Assert.All(run.Steps[0].Steps, static s => Assert.Equal("'outer/slow' timed out", s.Reason));
    }

    [Fact]
    public async Task Run_WhenTheRunIsCancelledInAGuardedPipeline_SaysThat()
    {
        using var source = new CancellationTokenSource();
        var inner = Pipeline.Create<int>("inner")
            .Then("stop", async (int x, StepContext context) =>
            {
                await source.CancelAsync();
                context.CancellationToken.ThrowIfCancellationRequested();
                return x;
            }).Build();
        await using var executor = new Executor();
        var pipeline = Pipeline.Create<int>("outer").Then(inner, static step => step.Timeout(TimeSpan.FromHours(1))).Build();
        using var run = await executor.RunAsync(pipeline, 1, source.Token);
        Assert.Equal("the run was cancelled", run.Steps[0].Steps[0].Reason);
    }

    [Fact]
    public void Describe_OfAGuardedPipeline_ShowsItsSteps()
    {
        var inner = Pipeline.Create<int>("inner").Then(Some.Step("a")).Build();
        var pipeline = Pipeline.Create<int>("outer").Then(inner, static step => step.Retry(3)).Build();
        Assert.Equal("outer: int → int\n└─ inner (pipeline): int → int  [attempts: 3]\n   └─ a: int → int\n", pipeline.Describe().ToString());
    }
}
