namespace Weir;

/// <summary>A step of a workflow: what it runs, where it stands, what it reads, and what it waits for. Immutable.</summary>
/// <param name="spec">The step as it was given.</param>
/// <param name="stage">The index of its stage.</param>
/// <param name="gather">Makes its input.</param>
/// <param name="plan">The one step, made to run; null: the graph is not laid out yet.</param>
internal sealed class WorkflowNode(StepSpec spec, int stage, GatherInput gather, Plan? plan = null)
{
    public string Name => spec.Name;

    public StepSpec Spec => spec;

    public int Stage => stage;

    /// <summary>The one step; there once the graph is laid out.</summary>
    public Plan Plan => plan!;

    /// <summary>The one step where budgets count.</summary>
    public Plan MeteredPlan => field ??= new Plan(spec.Name, [spec], isMetered: true);

    /// <summary>The indexes of the steps that it waits for, each once.</summary>
    public required int[] Needs { get; init; }

    /// <summary>Those of them whose values it cannot do without.</summary>
    public required int[] Takes { get; init; }

    /// <summary>Those of them whose values or statuses it may look at, the former included.</summary>
    public required int[] Reads { get; init; }

    /// <summary>When it starts, and what its failure means.</summary>
    public required StepRules Rules { get; init; }

    /// <summary>The same, made to run.</summary>
    public WorkflowNode WithPlan() => new(spec, stage, gather, new Plan(spec.Name, [spec]))
    {
        Needs = Needs,
        Takes = Takes,
        Reads = Reads,
        Rules = Rules,
    };

    /// <summary>Makes the input from the outputs of the steps; called when all that it needs have ended.</summary>
    public void Gather(WorkflowValues values, Frame frame) => gather(this, values, frame);
}

/// <summary>Writes the input of a step into its frame.</summary>
internal delegate void GatherInput(WorkflowNode node, WorkflowValues values, Frame frame);
