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

    public static Pipeline<int, int> Ten() => Of(Steps.Repeat(Steps.WeirAddOne, 10));

    public static Pipeline<int, int> TenWithOneLater() =>
        Of([.. Enumerable.Range(0, 10).Select(static i => i == 4 ? Steps.WeirAddOneLater : Steps.WeirAddOne)]);
}
