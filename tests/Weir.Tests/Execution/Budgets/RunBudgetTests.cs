using static Weir.Tests.Execution.Budgets.Chat;

namespace Weir.Tests.Execution.Budgets;

public class RunBudgetTests
{
    [Fact]
    public async Task Run_BelowItsLimits_IsAsWithoutThem()
    {
        var pipeline = Asking(4, 0.5m).Build();
        using var free = await Some.RunAsync(pipeline, 1);
        using var run = await Some.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = 2, Tokens = 1, Steps = 4, Time = TimeSpan.FromDays(1) } });
        Assert.Equal((free.Status, free.Output, free.Usage, free.Attempts), (run.Status, run.Output, run.Usage, run.Attempts));
        Assert.Equal(free.Steps.Select(static step => (step.Path, step.Status, step.Usage)), run.Steps.Select(static step => (step.Path, step.Status, step.Usage)));
    }

    [Fact]
    public async Task Cost_PassedByAnEstimate_StopsBeforeTheStep()
    {
        using var run = await Some.RunAsync(Asking(4, 0.4m, estimate: 0.5m).Build(), 1, new RunOptions { Id = "r1", Budget = new Budget { Cost = 1.5m } });
        var breach = Breach(run);
        Assert.Equal([StepStatus.Completed, StepStatus.Completed, StepStatus.Completed, StepStatus.Failed], run.Steps.Select(static step => step.Status));
        Assert.Equal(1.2m, run.Usage.Cost);
        Assert.Equal(("run 'r1'", BudgetLimit.Cost, 1.5m, 1.2m, 0m, 0.5m, "chat/ask4"), (breach.Budget, breach.Limit, breach.Allowed, breach.Spent, breach.Reserved, breach.Asked, breach.StepPath));
        Assert.Equal("The budget of run 'r1' has a Cost of 1.5, of which 1.2 is spent; the step 'chat/ask4' asks for 0.5; raise Budget.Cost, or use less.", breach.Message);
    }

    [Fact]
    public async Task Tokens_PassedByAnEstimate_StopBeforeTheStep()
    {
        var pipeline = Pipeline.Create<int>("p").Then("a", Using(0, 60), static how => how.Estimate(new Usage(60, 0, 0)))
            .Then("b", Using(0, 50), static how => how.Estimate(new Usage(20, 30, 0))).Build();
        using var run = await Some.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Tokens = 100 } });
        Assert.Equal((BudgetLimit.Tokens, 100m, 60m, 50m), Breach(run) switch { var b => (b.Limit, b.Allowed, b.Spent, b.Asked) });
        Assert.Equal(60, run.Usage.Tokens);
    }

    [Fact]
    public async Task Steps_AreCountedForEveryAttempt()
    {
        var pipeline = Pipeline.Create<int>("p").Then("a", static x => x + 1)
            .Then("b", static (int _, StepContext context) => new ValueTask<int>(context.Fail<int>("no")), static how => how.Retry(10)).Build();
        using var run = await Some.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Steps = 4 } });
        Assert.Equal((BudgetLimit.Steps, 4m, 4m, 1m), Breach(run) switch { var b => (b.Limit, b.Allowed, b.Spent, b.Asked) });
        Assert.Equal(4, run.Steps[1].Attempts);
    }

    [Fact]
    public async Task Step_WithoutAnEstimate_ReservesWhatRemains()
    {
        var pipeline = Pipeline.Create<int>("p").Then("a", Using(0.7m)).Then("b", Using(0.3m)).Then("c", static x => x).Then("d", Using(0)).Build();
        using var run = await Some.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = 1 } });
        var breach = Breach(run);
        Assert.Equal((1m, 0m, "p/d"), (breach.Spent, breach.Asked, breach.StepPath));
        Assert.EndsWith("asks for all that remains, as it has no Estimate; raise Budget.Cost, or give the step an Estimate.", breach.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_ThatUsesMoreThanIsLeft_IsCountedAndFails()
    {
        var pipeline = Pipeline.Create<int>("p").Then("a", Using(1.4m), static how => how.Estimate(Money(0.1m)).Retry(3).FallBackTo(Some.Step("b"))).Build();
        using var run = await Some.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = 1 } });
        var breach = Breach(run);
        Assert.Equal((1.4m, 1.4m, 1, null), (breach.Spent, run.Usage.Cost, run.Steps[0].Attempts, run.Steps[0].FellBackTo));
        Assert.Contains("used 1.4", breach.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_ThatUsesMoreThanItsEstimateButFits_GoesOn()
    {
        using var run = await Some.RunAsync(Asking(2, 0.5m, estimate: 0.1m).Build(), 1, new RunOptions { Budget = new Budget { Cost = 1 } });
        Assert.Equal((RunStatus.Completed, 1m), (run.Status, run.Usage.Cost));
    }

    [Theory]
    [InlineData(FailurePolicy.Ignore)]
    [InlineData(FailurePolicy.Propagate)]
    [InlineData(FailurePolicy.FirstSuccess)]
    public async Task Breach_InABranch_EndsTheRunWhateverThePolicy(FailurePolicy policy)
    {
        var dear = Asking(1, 2).Build();
        var pipeline = Pipeline.Create<int>("p").Parallel("both", [("a", dear), ("b", dear)], new BranchOptions { OnFailure = policy, MaxParallel = 1 }).Build();
        using var run = await Some.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = 1 } });
        Assert.Equal("p/both/a/ask1", Breach(run).StepPath);
    }

    [Fact]
    public async Task Retry_ReservesAgainAndSettlesEveryAttempt()
    {
        var pipeline = Pipeline.Create<int>("p").Then(
            "a",
            static (int x, StepContext context) =>
            {
                context.AddUsage(Money(0.3m));
                return new ValueTask<int>(context.Attempt < 3 ? context.Fail<int>("no") : x);
            },
            static how => how.Estimate(Money(0.4m)).Retry(3)).Build();
        using var enough = await Some.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = 1 } });
        Assert.Equal((RunStatus.Completed, 0.9m), (enough.Status, enough.Usage.Cost));
        using var less = await Some.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = 0.99m } });
        Assert.Equal((0.6m, 2), (Breach(less).Spent, less.Steps[0].Attempts - 1));
    }

    [Fact]
    public async Task FallBack_ReservesItsOwnEstimate()
    {
        var pipeline = Pipeline.Create<int>("p").Then("a", static (int _, StepContext context) => throw Some.Failure(), static (StepBuilder<int, int> how) => how
            .Estimate(Money(1)).FallBackTo(Step.From<int, int>("b", Using(0.5m)), static other => other.Estimate(Money(0.5m)))).Build();
        using var run = await Some.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = 1 } });
        Assert.Equal((RunStatus.Completed, "b", 0.5m), (run.Status, run.Steps[0].FellBackTo, run.Usage.Cost));
        using var none = await Some.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = 0.9m } });
        Assert.Equal(1m, Breach(none).Asked);
    }

    [Fact]
    public async Task Check_ThatUsesSomething_CountsToo()
    {
        var pipeline = Pipeline.Create<int>("p").Then("a", static x => x, static how => how.Validate("dear", static (_, context) =>
        {
            context.AddUsage(Money(0.8m));
            return new ValueTask<string?>((string?)null);
        })).Then("b", Using(0.3m), static how => how.Estimate(Money(0.3m))).Build();
        using var run = await Some.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = 1 } });
        Assert.Equal((0.8m, "p/b"), Breach(run) switch { var b => (b.Spent, b.StepPath) });
    }

    [Fact]
    public async Task Redirect_ReservesAsTheStepDoes()
    {
        var other = Step.From<int, int>("other", Using(0.5m));
        var pipeline = Pipeline.Create<int>("p").Then("a", Using(0.5m), how => how.Estimate(Money(0.5m)).Retry(2).AddPlugin(new Sending(other))).Build();
        using var run = await Some.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = 1 } });
        Assert.Equal((RunStatus.Completed, 1m), (run.Status, run.Usage.Cost));
        using var less = await Some.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = 0.9m } });
        Assert.Equal((0.5m, 0.5m), Breach(less) switch { var b => (b.Spent, b.Asked) });
    }

    [Fact]
    public async Task ReadUsage_CountsWithAndWithoutABudget()
    {
        var pipeline = Pipeline.Create<int>("p").Then("a", Using(0.1m), static how => how.ReadUsage(new Halves()).Estimate(Money(0.6m)))
            .Then("b", static x => x, static how => how.ReadUsage(static x => new Usage(x, 0, 0))).Build();
        using var free = await Some.RunAsync(pipeline, 1);
        Assert.Equal(new Usage(2, 0, 0.6m), free.Usage);
        using var run = await Some.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Cost = 0.6m } });
        Assert.Equal("p/b", Breach(run).StepPath);
        using var broken = await Some.RunAsync(Pipeline.Create<int>("p").Then("a", static x => x, static how => how.ReadUsage(static _ => throw Some.Failure())).Build(), 1);
        Assert.Contains("usage reader", Assert.IsType<StepPartException>(broken.Error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_UnderAPipelinesBudget_Throws()
    {
        await using var executor = new Executor();
        var pipeline = Asking(3, 1).WithBudget(new Budget { Cost = 2 }).Build();
        var breach = await Assert.ThrowsAsync<BudgetExceededException>(async () => await executor.InvokeAsync(pipeline, 1, Some.Token));
        Assert.Equal(("pipeline 'chat'", 2m), (breach.Budget, breach.Spent));
        Assert.Equal(3, await executor.InvokeAsync(Asking(2, 1).WithBudget(new Budget { Cost = 2 }).Build(), 1, Some.Token));
    }

    [Fact]
    public async Task Estimates_ThatAreRequired_AreAskedForByPath()
    {
        var strict = new Budget { Cost = 1, RequireEstimates = true };
        var inner = Pipeline.Create<int>("inner").Then("pure", static x => x).Then("open", Using(0)).Build();
        var outer = Pipeline.Create<int>("outer").Then(inner);
        Assert.Equal(
            "The budget of the pipeline 'outer' requires estimates, and the step 'outer/inner/open' has none; give it one with Estimate.",
            Assert.Throws<InvalidOperationException>(() => outer.WithBudget(strict).Build()).Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Some.RunAsync(outer.Build(), 1, new RunOptions { Budget = strict }));
        await using var executor = new Executor(new ExecutorOptions { Budget = strict });
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await executor.InvokeAsync(outer.Build(), 1, Some.Token));
        Assert.Equal(2, await executor.InvokeAsync(Asking(1, 1).Build(), 1, Some.Token));
        var fallBack = Pipeline.Create<int>("p").Then("a", Using(0), static how => how.Estimate(default).FallBackTo(Step.From<int, int>("b", Using(0))));
        Assert.Contains("'p/a/b'", Assert.Throws<InvalidOperationException>(() => fallBack.WithBudget(strict).Build()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Estimate_OfAPipeline_IsRefused()
    {
        var inner = Asking(1, 1).Build();
        var error = Assert.Throws<InvalidOperationException>(() => Pipeline.Create<int>("p").Then(inner, static how => how.Retry(2).Estimate(Money(1))));
        Assert.Contains("'chat' says Estimate, but reserves nothing itself", error.Message, StringComparison.Ordinal);
    }

    private sealed class Halves : IUsageReader<int>
    {
        public Usage Read(int output) => Money(0.5m);
    }

    private sealed class Sending(Step<int, int> other) : StepPlugin<int, int>
    {
        public override string Name => "send";

        public override ValueTask<PluginVerdict<int, int>> ReviewAsync(int value, StepContext context) =>
            new(context.Attempt == 1 ? PluginVerdict<int, int>.RedirectTo(other, "ask another") : PluginVerdict<int, int>.Accept());
    }
}
