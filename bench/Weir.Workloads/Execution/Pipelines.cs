namespace Weir.Workloads.Execution;

/// <summary>Pipelines of the rows.</summary>
internal static class Pipelines
{
    public static Pipeline<int, int> Of(params Func<int, StepContext, ValueTask<int>>[] steps)
    {
        var builder = Pipeline.Create<int>("measured");
        for (var i = 0; i < steps.Length; i++)
        {
            builder = builder.Then($"s{i}", steps[i]);
        }

        return builder.Build();
    }

    public static Pipeline<int, int> Of(Step<int, int>[] steps) =>
        steps.Aggregate(Pipeline.Create<int>("measured"), static (builder, step) => builder.Then(step)).Build();

    /// <summary>Retry, time-out and validator on every step.</summary>
    public static Pipeline<int, int> Guarded(int maxAttempts, params Func<int, StepContext, ValueTask<int>>[] steps)
    {
        var builder = Pipeline.Create<int>("guarded");
        for (var i = 0; i < steps.Length; i++)
        {
            builder = builder.Then($"s{i}", steps[i], step => step
                .Retry(maxAttempts)
                .Timeout(TimeSpan.FromSeconds(30))
                .Validate("positive", Steps.Positive));
        }

        return builder.Build();
    }

    /// <summary>One step whose failure another one takes over.</summary>
    public static Pipeline<int, int> FallingBack() => Pipeline.Create<int>("falling-back")
        .Then("s0", Steps.WeirFail, static step => step.FallBackTo(Step.From("other", Steps.WeirAddOne)))
        .Build();

    /// <summary>One call for each item.</summary>
    public static Pipeline<int[], IReadOnlyList<int>> Map(Func<int, StepContext, ValueTask<int>> step) => Pipeline.Create<int[]>("mapped")
        .Map("map", static items => items, Step.From("one", step))
        .Build();

    public static Pipeline<int, int> Ten() => Of(Steps.Repeat(Steps.WeirAddOne, 10));

    public static Pipeline<int, int> TenWithOneLater() =>
        Of([.. Enumerable.Range(0, 10).Select(static i => i == 4 ? Steps.WeirAddOneLater : Steps.WeirAddOne)]);
}
