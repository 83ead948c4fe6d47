namespace Weir;

/// <summary>A step of a workflow: what it runs, where it stands, what it reads, and what it waits for.</summary>
internal sealed class WorkflowNode(StepSpec step, Plan plan, int stage, int[] needs, GatherInput gather)
{
    private Plan? _metered;

    public string Name => plan.Name;

    /// <summary>The one step, as it was declared.</summary>
    public StepSpec Step => step;

    /// <summary>The same where budgets count.</summary>
    public Plan MeteredPlan => _metered ??= new Plan(step.Name, [step], isMetered: true);

    /// <summary>The one step.</summary>
    public Plan Plan => plan;

    public int Stage => stage;

    /// <summary>The indexes of the steps that it waits for, each once.</summary>
    public int[] Needs => needs;

    /// <summary>Makes the input from the outputs of the steps; called when all that it needs have completed.</summary>
    public void Gather(Register[] outputs, Frame frame) => gather(outputs, frame);

    public WorkflowNode WithNeeds(IEnumerable<int> more) => new(step, plan, stage, [.. needs.Concat(more).Distinct()], gather);
}

/// <summary>Writes the input of a step into its frame.</summary>
internal delegate void GatherInput(Register[] outputs, Frame frame);
