namespace Weir.IntegrationTests.Running;

/// <summary>Workflows whose steps do nothing, each after the one before.</summary>
internal static class Workflows
{
    public static Workflow Of(string name, params (string Name, string[] Steps)[] stages)
    {
        var builder = Workflow.Create(name);
        StepOutput[] before = [];
        foreach (var (stage, steps) in stages)
        {
            var one = builder.AddStage(stage);
            foreach (var step in steps)
            {
                before = [one.AddStep(step, static _ => ValueTask.FromResult(0), before)];
            }
        }

        return builder.Build();
    }

    public static string[] Names(string prefix, int count) => [.. Enumerable.Range(0, count).Select(i => $"{prefix}{i}")];

    /// <summary>The workflow <c>w</c> with one step <c>s/a</c> for so many items, of which some fail.</summary>
    public static Workflow OfItems(int count, Func<long, bool> completes)
    {
        var builder = Workflow.Create("w");
        var step = Step.From<ForEachItem<int>, int>("a", (item, context) => new(completes(item.Index) ? item.Value : context.Fail<int>("no")));
        builder.AddStage("s").AddForEach("a", [], _ => Enumerable.Range(0, count), step);
        return builder.Build();
    }
}
