namespace Weir.Tests.Execution;

public class PipelineRunTests
{
    [Fact]
    public async Task Run_WhenAllStepsComplete_HasTheOutputAndEveryResult()
    {
        var time = new ManualTime();
        var pipeline = Pipeline.Create<int>("order")
            .Then("price", (int x, StepContext _) =>
            {
                time.Advance(TimeSpan.FromSeconds(2));
                return new ValueTask<decimal>(x * 1.5m);
            })
            .Then("print", static x => $"total {x:0.00}")
            .Build();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        using var run = await executor.RunAsync(pipeline, 4, Some.Token);
        Assert.Equal("total 6.00", run.Output);
        Assert.Equal((RunStatus.Completed, "order", TimeSpan.FromSeconds(2)), (run.Status, run.Name, run.Duration));
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.Zero], run.Steps.Select(static s => s.Duration));
        Assert.All(run.Steps, static s => Assert.Equal((StepStatus.Completed, 1, null, null, null), (s.Status, s.Attempts, s.Error, s.Reason, s.Stage)));
        Assert.Empty(run.Stages);
        Assert.Null(run.Error);
        run.ThrowIfFailed();
    }

    [Fact]
    public async Task Run_WhenAStepFails_SkipsTheRestWithTheCause()
    {
        var error = Some.Failure();
        using var run = await Some.RunAsync(Some.Pipeline(Some.Step("a"), Some.FailingStep("b", error), Some.Step("c"), Some.Step("d")), 1);
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Same(error, run.Error);
        Assert.Equal([StepStatus.Completed, StepStatus.Failed, StepStatus.Skipped, StepStatus.Skipped], run.Steps.Select(static s => s.Status));
        Assert.Equal([null, null, "needs 'b', which failed", "needs 'c', which was skipped because 'b' failed"], run.Steps.Select(static s => s.Reason));
        Assert.Equal([1, 1, 0, 0], run.Steps.Select(static s => s.Attempts));
        var thrown = Assert.Throws<RunFailedException>(run.ThrowIfFailed);
        Assert.Equal(("numbers", "numbers/b", "The run 'numbers' failed in step 'numbers/b': it broke"), (thrown.RunName, thrown.StepPath, thrown.Message));
        Assert.Same(error, thrown.InnerException);
        var missing = Assert.Throws<InvalidOperationException>(() => run.Output);
        Assert.Equal("The run 'numbers' has no output: its step 'numbers/b' failed: it broke", missing.Message);
    }

    [Fact]
    public async Task Run_WhenAStepThrowsAtOnce_IsTheSameAsLater()
    {
        using var run = await Some.RunAsync(Some.Pipeline(Step.From<int, int>("now", static (_, _) => throw Some.Failure())), 1);
        Assert.Equal(StepStatus.Failed, run.Steps[0].Status);
    }

    [Fact]
    public async Task Run_WhenANestedStepFails_NamesTheInnerPath()
    {
        var inner = Pipeline.Create<int>("inner").Then(Some.Step("a")).Then(Some.FailingStep("b")).Then(Some.Step("c")).Build();
        using var run = await Some.RunAsync(Pipeline.Create<int>("outer").Then(inner).Then(Some.Step("after")).Build(), 1);
        Assert.Equal([StepStatus.Failed, StepStatus.Skipped], run.Steps.Select(static s => s.Status));
        Assert.Equal("needs 'inner', which failed", run.Steps[1].Reason);
        Assert.Equal(StepStatus.Skipped, run.Steps[0].Steps[2].Status);
        Assert.Equal("outer/inner/b", Assert.Throws<RunFailedException>(run.ThrowIfFailed).StepPath);
    }

    [Fact]
    public async Task Run_WhenCancelledInAStep_EndsAsCancelled()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
        var pipeline = Some.Pipeline(
            Step.From<int, int>("a", async (x, context) =>
            {
                await source.CancelAsync();
                context.CancellationToken.ThrowIfCancellationRequested();
                return x;
            }),
            Some.Step("b"));
        await using var executor = new Executor();
        using var run = await executor.RunAsync(pipeline, 1, source.Token);
        Assert.Equal(RunStatus.Cancelled, run.Status);
        Assert.Equal([StepStatus.Cancelled, StepStatus.Cancelled], run.Steps.Select(static s => s.Status));
        Assert.Equal([1, 0], run.Steps.Select(static s => s.Attempts));
        Assert.All(run.Steps, static s => Assert.Equal("the run was cancelled", s.Reason));
        Assert.Null(run.Error);
        Assert.Throws<OperationCanceledException>(run.ThrowIfFailed);
        Assert.Throws<InvalidOperationException>(() => run.Output);
    }

    [Fact]
    public async Task Run_WhenCancelledBefore_StartsNothing()
    {
        var calls = 0;
        await using var executor = new Executor();
        using var run = await executor.RunAsync(Some.Pipeline(Step.From<int, int>("a", x => x + calls++)), 1, new CancellationToken(true));
        Assert.Equal((RunStatus.Cancelled, 0), (run.Status, calls));
    }

    [Fact]
    public async Task Run_WhenAStepCancelsItself_IsAFailure()
    {
        using var run = await Some.RunAsync(Some.Pipeline(Some.FailingStep("a", new OperationCanceledException("own time-out"))), 1);
        Assert.Equal((RunStatus.Failed, StepStatus.Failed), (run.Status, run.Steps[0].Status));
    }

    [Fact]
    public async Task Run_WhenCancelledInTheLastStepThatCompletes_IsCompleted()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
        await using var executor = new Executor();
        var pipeline = Some.Pipeline(Step.From<int, int>("a", async (x, _) =>
        {
            await source.CancelAsync();
            return x;
        }));
        using var run = await executor.RunAsync(pipeline, 7, source.Token);
        Assert.Equal((RunStatus.Completed, 7), (run.Status, run.Output));
    }

    [Fact]
    public async Task Run_OfALongSynchronousPipeline_DoesNotGrowTheStack()
    {
        var builder = Enumerable.Range(0, 200_000).Aggregate(Pipeline.Create<int>("long"), static (all, i) => all.Then($"s{i}", static (int x) => x + 1));
        using var run = await Some.RunAsync(builder.Build(), 0);
        Assert.Equal(200_000, run.Output);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_OfDeeplyNestedPipelines_DoesNotGrowTheStack(bool suspends)
    {
        var pipeline = Some.Pipeline(Step.From<int, int>("core", async (x, _) =>
        {
            if (suspends)
            {
                await Task.Yield();
            }

            return x + 1;
        }));
        for (var i = 0; i < 20_000; i++)
        {
            pipeline = Pipeline.Create<int>("shell").Then(pipeline).Build();
        }

        using var run = await Some.RunAsync(pipeline, 0);
        Assert.Equal(1, run.Output);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_WithAsyncLocals_IsLikeAnAsyncMethod(bool suspends)
    {
        var local = new AsyncLocal<string> { Value = "caller" };
        var seen = new List<string?>();
        var pipeline = Pipeline.Create<int>("locals")
            .Then("sets without awaiting", x =>
            {
                local.Value = "set";
                return x;
            })
            .Then("waits", async (int x, StepContext _) =>
            {
                if (suspends)
                {
                    await Task.Yield();
                }

                local.Value = "its own";
                return x;
            })
            .Then("reads", x =>
            {
                seen.Add(local.Value);
                return x;
            })
            .Build();
        await using var executor = new Executor();
        var running = executor.RunAsync(pipeline, 5, Some.Token);
        Assert.Equal("caller", local.Value);
        using var run = await running;
        Assert.Equal("caller", local.Value);
        Assert.Equal(["set"], seen);
    }
}
