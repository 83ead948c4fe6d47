namespace Weir;

/// <summary>What <c>Build()</c> makes of a pipeline: a flat array of nodes that one loop runs over a frame.</summary>
internal sealed class Plan
{
    public Plan(string name, IReadOnlyList<NodeSource> steps, StatePlan? state = null, bool isSingleStep = false)
    {
        var slots = new SlotTable();
        Name = name;
        Nodes = new Node[steps.Count];
        for (var i = 0; i < Nodes.Length; i++)
        {
            Nodes[i] = steps[i].ToNode(slots);
        }

        for (var i = 0; i < Nodes.Length; i++)
        {
            Nodes[i].Join(Nodes.AsSpan(i));
        }

        SlotCount = slots.Count;
        GivesReferences = Array.Exists(Nodes, static node => node.GivesReference);
        State = state;
        IsSingleStep = isSingleStep;
    }

    public string Name { get; }

    public Node[] Nodes { get; }

    public int SlotCount { get; }

    /// <summary>Whether any node's output is kept as a reference.</summary>
    public bool GivesReferences { get; }

    /// <summary>The state that runs of this plan start with; null: none of its own.</summary>
    public StatePlan? State { get; }

    /// <summary>Whether this is one step that stands in for a pipeline: then it adds no name of its own to paths.</summary>
    public bool IsSingleStep { get; }

    /// <summary>The state of a run of this plan inside another: the one around it if the types are the same, else a new one of its own.</summary>
    public StateCell? StateFor(StateCell? outer) =>
        State is null || (outer is not null && outer.Type == State.Type) ? outer : State.NewCell();
}
