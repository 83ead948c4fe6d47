namespace Weir;

/// <summary>A step of a workflow: what it runs, where it stands, what it reads, and what it waits for.</summary>
internal sealed class WorkflowNode(PlanStep step, int stage, int[] needs, Func<Slot?[], Slot> gather)
{
    public string Name => step.Name;

    public PlanStep Step => step;

    public int Stage => stage;

    /// <summary>The indexes of the steps that it waits for, each once.</summary>
    public int[] Needs => needs;

    /// <summary>Makes the input from the outputs of the steps; called when all that it needs have completed.</summary>
    public Slot Gather(Slot?[] outputs) => gather(outputs);

    public WorkflowNode WithNeeds(IEnumerable<int> more) => new(step, stage, [.. needs.Concat(more).Distinct()], gather);
}
