namespace Weir.Tests.Execution.Budgets;

/// <summary>Steps that cost something.</summary>
internal static class Chat
{
    public static Usage Money(decimal cost) => new(0, 0, cost);

    /// <summary>A step that uses so much, at once.</summary>
    public static Func<int, StepContext, ValueTask<int>> Using(decimal cost, long tokens = 0) => (x, context) =>
    {
        context.AddUsage(new Usage(tokens, 0, cost));
        return new ValueTask<int>(x + 1);
    };

    /// <summary>A pipeline of so many of these, each with its estimate.</summary>
    public static PipelineBuilder<int, int> Asking(int steps, decimal cost, decimal? estimate = null) => Enumerable.Range(1, steps).Aggregate(
        Pipeline.Create<int>("chat"), (all, i) => all.Then($"ask{i}", Using(cost), how => how.Estimate(Money(estimate ?? cost))));

    public static BudgetExceededException Breach(Run run)
    {
        Assert.Equal(RunStatus.Failed, run.Status);
        return Assert.IsType<BudgetExceededException>(run.Error);
    }
}
