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
}
