using Weir.Testing;
using static Weir.Tests.Execution.Budgets.Chat;

namespace Weir.Tests.Execution.Budgets;

public class BudgetBreachTests
{
    private static readonly Budget Degrading = new() { Cost = 2, OnBreach = BudgetBreach.Degrade };

    [Fact]
    public async Task Degrade_RunsTheCheaperStepAndSaysSo()
    {
        using var run = await Some.RunAsync(Cheaper(), 1, new RunOptions { Budget = Degrading });
        Assert.Equal((RunStatus.Completed, 2m), (run.Status, run.Usage.Cost));
        Assert.Equal([null, null, "small", "free"], run.Steps.Select(static step => step.DegradedTo));
        Assert.Contains("degraded to 'small'", RunText.Of(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Degrade_WithNothingThatFits_Stops()
    {
        using var run = await Some.RunAsync(Asking(3, 1).Build(), 1, new RunOptions { Budget = Degrading });
        Assert.Equal(("chat/ask3", 1m), Breach(run) switch { var b => (b.StepPath, b.Asked) });
    }

    [Fact]
    public async Task Degrade_OfSteps_Stops()
    {
        using var run = await Some.RunAsync(Cheaper(), 1, new RunOptions { Budget = new Budget { Steps = 1, OnBreach = BudgetBreach.Degrade } });
        Assert.Equal(BudgetLimit.Steps, Breach(run).Limit);
    }

    [Fact]
    public async Task Degrade_OfOneAttempt_IsNotThatOfTheNext()
    {
        var pipeline = Pipeline.Create<int>("p").Then("a", static (int _, StepContext context) => new ValueTask<int>(context.Fail<int>("no")), static how => how
            .Estimate(Money(3)).Cheaper("small", static (x, context) => new ValueTask<int>(context.Attempt == 1 ? context.Fail<int>("no") : x), Money(1)).Retry(2)).Build();
        using var run = await Some.RunAsync(pipeline, 7, new RunOptions { Budget = Degrading });
        Assert.Equal((7, "small", 2), (run.Output, run.Steps[0].DegradedTo, run.Steps[0].Attempts));
    }

    [Fact]
    public void Cheaper_OfOneNameTwice_IsRefused() => Assert.Throws<ArgumentException>(() => Pipeline.Create<int>("p").Then(
        "a", static x => x, static how => how.Cheaper("b", Some.Step("b"), default).Cheaper("b", Some.Step("b"), default)));

    [Fact]
    public async Task Pause_ResumedWithMore_GoesOnAndPaysNothingTwice()
    {
        var pipeline = Asking(4, 1).Durable(new DurabilityOptions()).Build();
        await using var executor = new Executor();
        using var paused = await executor.RunAsync(pipeline, 1, new RunOptions { Id = "r", Budget = Pausing(2) }, Some.Token);
        Assert.Equal((RunStatus.Paused, 2m, "chat/ask3", ""), Assert.Single(paused.Pauses) switch { var pause => (paused.Status, paused.Usage.Cost, pause.Path, pause.AnswerType) });
        using var again = await executor.ResumeAsync(pipeline, "r", options: new RunOptions { Budget = Pausing(2) }, cancellationToken: Some.Token);
        Assert.Equal((RunStatus.Paused, 2m), (again.Status, again.Usage.Cost));
        using var more = await executor.ResumeAsync(pipeline, "r", options: new RunOptions { Budget = Pausing(3) }, cancellationToken: Some.Token);
        Assert.Equal((RunStatus.Paused, "chat/ask4", 3m), (more.Status, Assert.Single(more.Pauses).Path, more.Usage.Cost));
        var error = await Assert.ThrowsAsync<RunResumeException>(async () => await executor.ResumeAsync(pipeline, "r", [new PauseAnswer("chat/ask4", true)], cancellationToken: Some.Token));
        Assert.Contains("waits for no answer", error.Message, StringComparison.Ordinal);
        using var run = await executor.ResumeAsync(pipeline, "r", cancellationToken: Some.Token);
        Assert.Equal((RunStatus.Completed, 5, 4m), (run.Status, run.Output, run.Usage.Cost));
    }

    [Fact]
    public async Task Pause_FromAFile_ReadsWhatWasSpent()
    {
        var path = Path.Combine(Path.GetTempPath(), $"weir-{Guid.NewGuid():n}.jsonl");
        try
        {
            await using (var store = await FileRunStore.OpenAsync(path, Some.Token))
            {
                await using var first = new Executor(new ExecutorOptions { Store = store });
                using var paused = await first.RunAsync(Kept(), 1, new RunOptions { Id = "r", Budget = Pausing(2.5m) with { Steps = 9 } }, Some.Token);
                Assert.Equal((RunStatus.Paused, "small"), (paused.Status, paused.Steps[2].DegradedTo ?? "small"));
            }

            await using var opened = await FileRunStore.OpenAsync(path, Some.Token);
            await using var executor = new Executor(new ExecutorOptions { Store = opened });
            using var run = await executor.ResumeAsync(Kept(), "r", options: new RunOptions { Budget = new Budget { Cost = 2.5m, Steps = 4 } }, cancellationToken: Some.Token);
            Assert.Equal((2m, BudgetLimit.Cost), Breach(run) switch { var b => (b.Spent, b.Limit) });
        }
        finally
        {
            File.Delete(path);
        }

        static Pipeline<int, int> Kept() => Asking(3, 1).Durable(new DurabilityOptions()).Build();
    }

    [Fact]
    public async Task Pause_OfAStepThatHadUsedSomething_CountsThatToo()
    {
        var pipeline = Pipeline.Create<int>("p").Then(
            "a",
            static (int x, StepContext context) =>
            {
                context.AddUsage(Money(1));
                return new ValueTask<int>(context.Fail<int>("no"));
            },
            static how => how.Estimate(Money(1)).Retry(3)).Durable(new DurabilityOptions()).Build();
        await using var executor = new Executor();
        using var paused = await executor.RunAsync(pipeline, 1, new RunOptions { Id = "r", Budget = Pausing(1.5m) }, Some.Token);
        Assert.Equal(RunStatus.Paused, paused.Status);
        using var run = await executor.ResumeAsync(pipeline, "r", options: new RunOptions { Budget = new Budget { Cost = 2.5m } }, cancellationToken: Some.Token);
        Assert.Equal((2m, 1m), Breach(run) switch { var b => (b.Spent, b.Asked) });
    }

    [Fact]
    public async Task Pause_OfAStepThatUsedTooMuch_KeepsWhatItGave()
    {
        var pipeline = Pipeline.Create<int>("p").Then("a", Using(3), static how => how.Estimate(Money(1))).Then("b", Using(1), static how => how.Estimate(Money(1)))
            .Durable(new DurabilityOptions()).Build();
        await using var executor = new Executor();
        using var paused = await executor.RunAsync(pipeline, 1, new RunOptions { Id = "r", Budget = Pausing(2) }, Some.Token);
        Assert.Equal([StepStatus.Completed, StepStatus.Paused], paused.Steps.Select(static step => step.Status));
        using var run = await executor.ResumeAsync(pipeline, "r", options: new RunOptions { Budget = Pausing(4) }, cancellationToken: Some.Token);
        Assert.Equal((3, 4m), (run.Output, run.Usage.Cost));
    }

    [Fact]
    public async Task Pause_OfADurableWorkflow_GoesOnWithMore()
    {
        var calls = 0;
        var builder = Workflow.Create("w").Durable(new DurabilityOptions());
        var stage = builder.AddStage("s");
        var first = stage.AddStep("a", _ => new ValueTask<int>(++calls));
        var second = stage.AddStep("b", first, (value, _) => new ValueTask<int>(value + ++calls));
        var workflow = builder.Build();
        await using var executor = new Executor();
        using (var run = await executor.RunAsync(workflow, new RunOptions { Id = "r", Budget = new Budget { Steps = 1, OnBreach = BudgetBreach.Pause } }, Some.Token))
        {
            Assert.Equal((RunStatus.Paused, 1), (run.Status, calls));
            Assert.Equal(("w/s/b", ""), (Assert.Single(run.Pauses).Path, run.Pauses[0].AnswerType));
        }

        using var resumed = await executor.ResumeAsync(workflow, "r", options: new RunOptions { Budget = new Budget { Steps = 2, OnBreach = BudgetBreach.Pause } }, cancellationToken: Some.Token);
        Assert.Equal((RunStatus.Completed, 3, 2), (resumed.Status, resumed.OutputOf(second), calls));
    }

    [Fact]
    public async Task Pause_WhereNothingIsKept_IsRefused()
    {
        var pipeline = Asking(1, 1);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Some.RunAsync(pipeline.Build(), 1, new RunOptions { Budget = Pausing(2) }));
        Assert.Equal("The budget of the run of 'chat' is to pause, but nothing keeps the runs of 'chat'; make it Durable, or choose another OnBreach.", error.Message);
        Assert.Throws<InvalidOperationException>(() => pipeline.WithBudget(Pausing(2)).Build());
        var builder = Workflow.Create("w");
        builder.AddStage("s").WithBudget(Pausing(1)).AddStep("a", static _ => new ValueTask<int>(1));
        Assert.Contains("nothing keeps the runs of 'w'; make it Durable", Assert.Throws<InvalidOperationException>(builder.Build).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_OfAPipelineInside_PausesTheWhole()
    {
        var inner = Asking(2, 1).Durable(new DurabilityOptions()).WithBudget(Pausing(1)).Build();
        var pipeline = Pipeline.Create<int>("outer").Then(inner).Build();
        await using var executor = new Executor();
        using var run = await executor.RunAsync(pipeline, 1, Some.Token);
        Assert.Equal((RunStatus.Paused, "outer/chat/ask2"), (run.Status, Assert.Single(run.Pauses).Path));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await executor.InvokeAsync(pipeline, 1, Some.Token));
        Assert.Contains("may pause", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Time_PassedBetweenSteps_StopsBeforeTheNext()
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var pipeline = Pipeline.Create<int>("p").Then("a", (int x) =>
        {
            time.Advance(TimeSpan.FromSeconds(3));
            return x;
        }).Then("b", static x => x).Build();
        using var run = await executor.RunAsync(pipeline, 1, new RunOptions { Id = "r", Budget = new Budget { Time = TimeSpan.FromSeconds(2) } }, Some.Token);
        var breach = Breach(run);
        Assert.Equal((BudgetLimit.Time, 2m, 3m, "p/b"), (breach.Limit, breach.Allowed, breach.Spent, breach.StepPath));
        Assert.Equal("The budget of run 'r' has a Time of 2 s, and 3 s have passed: the step 'p/b' is not to run any longer; raise Budget.Time.", breach.Message);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Time_PassedInsideAStep_TellsItToStop(bool isOfPipeline)
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var inner = Pipeline.Create<int>("inner").Then("wait", static async (int x, StepContext context) =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return x;
        }, static how => how.Retry(3).FallBackTo(Some.Step("b")));
        var budget = new Budget { Time = TimeSpan.FromSeconds(2) };
        var pipeline = Pipeline.Create<int>("p").Then((isOfPipeline ? inner.WithBudget(budget) : inner).Build()).Build();
        var running = executor.RunAsync(pipeline, 1, isOfPipeline ? new RunOptions() : new RunOptions { Budget = budget }, Some.Token).AsTask();
        time.Advance(TimeSpan.FromSeconds(2));
        using var run = await running;
        Assert.Equal((BudgetLimit.Time, "p/inner/wait"), Breach(run) switch { var b => (b.Limit, b.StepPath) });
        Assert.Equal(1, run.Attempts);
    }

    [Fact(Timeout = 60_000)]
    public async Task Time_OfARunThatHasEnded_TellsNobody()
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var pipeline = Asking(1, 0).Build();
        for (var i = 0; i < 3; i++)
        {
            using var run = await executor.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Time = TimeSpan.FromSeconds(2) } }, Some.Token);
            Assert.Equal(RunStatus.Completed, run.Status);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        time.Advance(TimeSpan.FromHours(1));
        using var last = await executor.RunAsync(pipeline, 1, Some.Token);
        Assert.Equal(RunStatus.Completed, last.Status);
    }

    private static Budget Pausing(decimal cost) => new() { Cost = cost, OnBreach = BudgetBreach.Pause };

    private static Pipeline<int, int> Cheaper() => Enumerable.Range(1, 4).Aggregate(Pipeline.Create<int>("chat"), static (all, i) => all.Then(
        $"ask{i}", Using(0.8m), static how => how.Estimate(Money(0.8m)).Cheaper("small", Using(0.4m), Money(0.4m)).Cheaper("free", Some.Step("free"), default))).Build();
}
