namespace Weir;

/// <summary>The order of a workflow's steps by what earlier runs took, and what a run teaches for the next.</summary>
/// <param name="Source">Where the durations are from.</param>
/// <param name="Version">The version that they had.</param>
/// <param name="Order">The order.</param>
internal sealed record LearnedOrder(LearnedDurations Source, int Version, StepOrder Order)
{
    /// <summary>The order for a run. Made anew only when the durations have changed so much that another may be better; the workflow keeps the last one.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="learned">What is known; null: nothing is to be.</param>
    public static StepOrder Of(Workflow workflow, LearnedDurations? learned)
    {
        if (learned is null || learned.VersionOf(workflow.Name) is not (> 0 and var version))
        {
            return workflow.Graph.Order;
        }

        if (workflow.LastOrder is { } last && last.Version == version && ReferenceEquals(last.Source, learned))
        {
            return last.Order;
        }

        var made = Make(workflow.Graph, workflow.Name, learned);
        workflow.LastOrder = made;
        return made.Order;
    }

    /// <summary>Learns from a run how long its completed steps took.</summary>
    public static void Learn(Workflow workflow, LearnedDurations learned, WorkflowScheduler scheduler)
    {
        var steps = new List<(string, double)>();
        for (var step = 0; step < workflow.Graph.Nodes.Length; step++)
        {
            if (scheduler.Results.CompletedIn(step, scheduler.BackOff) is { } took)
            {
                steps.Add((workflow.Graph.Nodes[step].Name, took.TotalMilliseconds));
            }
        }

        learned.Learn(workflow.Name, steps);
    }

    private static LearnedOrder Make(WorkflowGraph graph, string name, LearnedDurations learned)
    {
        var (known, version) = learned.Read(name, graph.Nodes.Select(static node => node.Name));
        return new LearnedOrder(learned, version, new StepOrder(CriticalPath.Ranks(graph, graph.Expected(known))));
    }
}
