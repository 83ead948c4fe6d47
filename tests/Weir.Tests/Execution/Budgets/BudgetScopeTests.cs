using static Weir.Tests.Execution.Budgets.Chat;

namespace Weir.Tests.Execution.Budgets;

public class BudgetScopeTests
{
    [Fact]
    public async Task PipelineInside_HasItsBudgetInEveryRunOfIt()
    {
        var inner = Asking(2, 1).WithBudget(new Budget { Cost = 2 }).Build();
        var loop = Pipeline.Create<int>("p").Loop("loop", inner, static x => x > 6, 10).Build();
        using var run = await Some.RunAsync(loop, 1);
        Assert.Equal((RunStatus.Completed, 6m), (run.Status, run.Usage.Cost));
        Assert.Equal(["p/loop#1/ask1", "p/loop#1/ask2"], run.Steps[0].Steps[0].Steps.Select(static step => step.Path));
        using var limited = await Some.RunAsync(loop, 1, new RunOptions { Budget = new Budget { Cost = 3 } });
        Assert.Equal(("p/loop#2/ask2", 3m), Breach(limited) switch { var b => (b.StepPath, b.Spent) });
        var smaller = Pipeline.Create<int>("p").Then(Asking(2, 1).WithBudget(new Budget { Cost = 1 }).Build(), static how => how.Retry(3)).Build();
        using var failed = await Some.RunAsync(smaller, 1, new RunOptions { Budget = new Budget { Cost = 100 } });
        Assert.Equal(("pipeline 'chat'", "p/chat/ask2", 1m), Breach(failed) switch { var b => (b.Budget, b.StepPath, b.Spent) });
    }

    [Fact]
    public async Task PipelineInside_GivesTheSameResultsWithAndWithoutABudget()
    {
        var plain = Nested(static all => all);
        var limited = Nested(static all => all.WithBudget(new Budget { Cost = 100, Time = TimeSpan.FromDays(1) }));
        Assert.Equal(plain.Describe().DefinitionHash, limited.Describe().DefinitionHash);
        using var one = await Some.RunAsync(plain, 1);
        using var other = await Some.RunAsync(limited, 1);
        Assert.Equal(Lines(one.Steps), Lines(other.Steps));
        Assert.Equal((one.Usage, one.Attempts), (other.Usage, other.Attempts));

        static Pipeline<int, int> Nested(Func<PipelineBuilder<int, int>, PipelineBuilder<int, int>> limit)
        {
            var inner = limit(Asking(2, 1)).Build();
            return Pipeline.Create<int>("p").WithState(static () => 1).Branch("branch", static x => x > 0, inner, inner)
                .Map("map", static x => new[] { x, x + 1 }, inner).Then("sum", static all => all.Sum())
                .Parallel("two", [("a", inner), ("b", inner)]).Then("add", static both => both.Values.Sum())
                .Then("again", inner, static how => how.Retry(2)).Build();
        }

        static IEnumerable<string> Lines(IReadOnlyList<StepResult> steps) =>
            steps.SelectMany(static step => Lines(step.Steps).Prepend($"{step.Path} {step.Status} {step.Attempts} {step.Usage} {step.Output}"));
    }

    [Fact]
    public async Task Stage_LimitsItsStepsTogetherAndNoOthers()
    {
        var builder = Workflow.Create("w");
        var (first, second) = (builder.AddStage("first"), builder.AddStage("second").WithBudget(new Budget { Cost = 1.5m }));
        var start = first.AddStep("start", static _ => new ValueTask<int>(1));
        var a = first.AddStep("a", start, Asking(2, 1).Build());
        var b = second.AddStep("b", a, Asking(1, 1).Build());
        second.AddStep("c", b, Asking(1, 1).Build());
        using var run = await Some.RunAsync(builder.Build());
        Assert.Equal(("stage 'second'", "w/second/c/ask1", 1m), Breach(run) switch { var x => (x.Budget, x.StepPath, x.Spent) });
        Assert.Equal(3m, run.Usage.Cost);
        using var less = await Some.RunAsync(builder.Build(), new RunOptions { Budget = new Budget { Cost = 1 }, Id = "r" });
        Assert.Equal("run 'r'", Breach(less).Budget);
        second.WithBudget(new Budget { Cost = 1, RequireEstimates = true });
        Assert.Equal(RunStatus.Failed, (await Some.RunAsync(builder.Build())).Status);
        second.AddStep("d", b, static (x, _) => new ValueTask<int>(x));
        Assert.Contains("'w/second/d'", Assert.Throws<InvalidOperationException>(builder.Build).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Executor_LimitsAllItsRunsAndSaysWhatIsLeft()
    {
        await using var executor = new Executor(new ExecutorOptions { Budget = new Budget { Cost = 3.5m, Tokens = 100, Steps = 100, Time = TimeSpan.FromDays(1) } });
        var pipeline = Asking(2, 1).Build();
        Assert.Equal((3.5m, 100, 100), executor.BudgetLeft switch { var left => (left!.Value.Cost, left.Value.Tokens, left.Value.Steps) });
        Assert.Equal(3, await executor.InvokeAsync(pipeline, 1, Some.Token));
        Assert.Equal((1.5m, 100, 98), executor.BudgetLeft switch { var left => (left!.Value.Cost, left.Value.Tokens, left.Value.Steps) });
        using var run = await executor.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = 10 } }, Some.Token);
        Assert.Equal(("the executor", 3m, "chat/ask2"), Breach(run) switch { var b => (b.Budget, b.Spent, b.StepPath) });
        Assert.Equal(0.5m, executor.BudgetLeft!.Value.Cost);
        await using var free = new Executor();
        Assert.Null(free.BudgetLeft);
    }

    [Fact(Timeout = 60_000)]
    public async Task Executor_RefusesAtOnceWhatOthersMayGiveBack()
    {
        await using var executor = new Executor(new ExecutorOptions { Budget = new Budget { Cost = 1 } });
        var inner = Asking(1, 0.5m).Build();
        var outer = Pipeline.Create<int>("outer").Then("calls", async (int x, StepContext context) =>
        {
            using var run = await executor.RunAsync(inner, x, context.CancellationToken);
            return run.Status == RunStatus.Failed ? throw run.Error! : run.Output;
        }, static how => how.Estimate(Money(0.8m))).Build();
        using var run = await executor.RunAsync(outer, 1, Some.Token);
        var breach = Breach(run);
        Assert.Equal((0m, 0.8m, 0.5m), (breach.Spent, breach.Reserved, breach.Asked));
        Assert.Contains("and 0.8 reserved by others", breach.Message, StringComparison.Ordinal);
        Assert.Equal(1m, executor.BudgetLeft!.Value.Cost);
    }

    [Fact(Timeout = 60_000)]
    public async Task Attempt_LeftBehindByItsTimeOut_CountsItsEstimateOnce()
    {
        var time = new Weir.Testing.ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time, Budget = new Budget { Cost = 5 } });
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pipeline = Pipeline.Create<int>("p").Then("a", async (int x, StepContext context) =>
        {
            if (context.Attempt == 1)
            {
                await release.Task;
            }

            return x;
        }, static how => how.Estimate(Money(2)).AttemptTimeout(TimeSpan.FromSeconds(1)).Retry(2)).Build();
        var running = executor.RunAsync(pipeline, 1, Some.Token).AsTask();
        time.Advance(TimeSpan.FromSeconds(1));
        using var run = await running;
        Assert.Equal((RunStatus.Completed, 3m), (run.Status, executor.BudgetLeft!.Value.Cost));
        release.SetResult();
        await Task.Yield();
        Assert.Equal(3m, executor.BudgetLeft!.Value.Cost);
    }

    [Fact(Timeout = 60_000)]
    public async Task Pipeline_LeftBehindByItsTimeOut_MakesNobodyWait()
    {
        var time = new Weir.Testing.ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hanging = Pipeline.Create<int>("hanging").Then("hang", async (int x, StepContext _) =>
        {
            await release.Task;
            return x;
        }, static how => how.Estimate(Money(1))).Build();
        var pipeline = Pipeline.Create<int>("p")
            .Then(hanging, static how => how.AttemptTimeout(TimeSpan.FromSeconds(1)).AbandonAfter(TimeSpan.Zero).FallBackTo(Some.Step("instead")))
            .Then("ask", Using(1), static how => how.Estimate(Money(1))).Build();
        var running = executor.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = 1.5m } }, Some.Token).AsTask();
        time.Advance(TimeSpan.FromSeconds(1));
        using var run = await running;
        Assert.Equal((1m, 1m, "p/ask"), Breach(run) switch { var b => (b.Reserved, b.Asked, b.StepPath) });
        release.SetResult();
    }
}
