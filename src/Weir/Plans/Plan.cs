namespace Weir;

/// <summary>What <c>Build()</c> makes of a pipeline: a flat array of nodes that one loop runs over a frame.</summary>
internal sealed class Plan
{
    public Plan(string name, IReadOnlyList<NodeSource> steps, StatePlan? state = null, bool isSingleStep = false, bool isMetered = false, PlanChoices? choices = null, string? owner = null, int? fusedFrom = null, CallLimit? limit = null)
    {
        var slots = new SlotTable(isMetered, choices, owner ?? (isSingleStep ? null : name), limit);
        Name = name;
        Nodes = new Node[steps.Count];
        for (var i = 0; i < Nodes.Length; i++)
        {
            Nodes[i] = steps[i].ToNode(slots);
        }

        if (fusedFrom is { } least)
        {
            Fusing.Fuse(Nodes, least);
        }

        for (var i = 0; i < Nodes.Length; i++)
        {
            Nodes[i].Join(Nodes.AsSpan(i));
        }

        SlotCount = slots.Count;
        GivesReferences = Array.Exists(Nodes, static node => node.GivesReference);
        State = state;
        IsSingleStep = isSingleStep;
        IsMetered = isMetered;
        BringsMore = state is not null || isMetered;
    }

    /// <summary>A shell: a plan that is only what stands around another.</summary>
    /// <param name="inner">The plan inside.</param>
    /// <param name="node">What stands around it.</param>
    /// <param name="slotCount">How many slots the node has.</param>
    public Plan(Plan inner, Node node, int slotCount)
    {
        Name = inner.Name;
        Nodes = [node];
        SlotCount = slotCount;
        GivesReferences = node.GivesReference;
        State = inner.State;
        IsMetered = inner.IsMetered;
        BringsMore = inner.BringsMore;
        Inner = inner;
    }

    public string Name { get; }

    public Node[] Nodes { get; }

    public int SlotCount { get; }

    /// <summary>Whether any node's output is kept as a reference.</summary>
    public bool GivesReferences { get; }

    /// <summary>The state that runs of this plan start with; null: none of its own.</summary>
    public StatePlan? State { get; }

    /// <summary>Where its steps, and those inside them, get buffers and objects from; null: where the steps around it get them.</summary>
    public StepPools? Pools { get; init; }

    /// <summary>Whether its leaves reserve from a budget before every attempt.</summary>
    public bool IsMetered { get; }

    /// <summary>Whether a frame of it inside another takes more from there than every frame does: it is metered, or has a state.</summary>
    public bool BringsMore { get; }

    /// <summary>Whether this is one step that stands in for a pipeline: then it adds no name of its own to paths.</summary>
    public bool IsSingleStep { get; }

    /// <summary>The plan that this is the shell of; null: it is none.</summary>
    public Plan? Inner { get; }

    /// <summary>Whether it is nothing but calls of steps, so that a limit can count it as one call.</summary>
    public bool IsOfLeaves => Inner?.IsOfLeaves ?? Array.TrueForAll(Nodes, static node => !node.IsComposite);

    public bool IsShell => Inner is not null;
}
