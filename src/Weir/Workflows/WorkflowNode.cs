namespace Weir;

/// <summary>A step of a workflow: what it runs, where it stands, what it reads, and what it waits for.</summary>
internal sealed class WorkflowNode(StepSpec spec, Plan plan, int stage, int[] needs, GatherInput gather)
{
    public WorkflowNode(StepSpec spec, int stage, int[] needs, GatherInput gather)
        : this(spec, new Plan(spec.Name, [spec]), stage, needs, gather)
    {
    }

    private Plan? _metered;

    public string Name => plan.Name;

    /// <summary>The step as it was given.</summary>
    public StepSpec Spec => spec;

    /// <summary>The one step where budgets count.</summary>
    public Plan MeteredPlan => _metered ??= new Plan(spec.Name, [spec], isMetered: true);

    /// <summary>The one step.</summary>
    public Plan Plan => plan;

    public int Stage => stage;

    /// <summary>The indexes of the steps that it waits for, each once.</summary>
    public int[] Needs => needs;

    /// <summary>Makes the input from the outputs of the steps; called when all that it needs have completed.</summary>
    public void Gather(Register[] outputs, Frame frame) => gather(outputs, frame);

    public WorkflowNode WithNeeds(IEnumerable<int> more) => new(spec, plan, stage, [.. needs.Concat(more).Distinct()], gather);
}

/// <summary>Writes the input of a step into its frame.</summary>
internal delegate void GatherInput(Register[] outputs, Frame frame);
