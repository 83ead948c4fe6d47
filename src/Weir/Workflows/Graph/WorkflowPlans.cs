namespace Weir;

/// <summary>The plans of the steps of a workflow as the options of an executor make them.</summary>
/// <param name="workflow">The workflow.</param>
/// <param name="optimizer">What the options choose.</param>
internal sealed class WorkflowPlans(Workflow workflow, Optimizer optimizer)
{
    private Plan[]? _plain;
    private Plan[]? _metered;

    /// <summary>By the index of the step; of a step that runs for each of many items, that of one item.</summary>
    /// <param name="isMetered">Whether budgets count.</param>
    public Plan[] Of(bool isMetered) => isMetered ? _metered ??= Make(isMetered) : _plain ??= Make(isMetered);

    private Plan[] Make(bool isMetered) => [.. workflow.Graph.Nodes.Select(node => node.Spec is IForEachSpec items
        ? items.MakePlan(isMetered, optimizer, workflow.Name)
        : new Plan(node.Name, [node.Spec], isMetered: isMetered, choices: optimizer, owner: workflow.Name) { Pools = optimizer.Pools })];
}
