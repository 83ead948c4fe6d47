namespace Weir;

/// <summary>The steps of a workflow and, turned around, who waits for whom: all successors in one array with offsets.</summary>
internal sealed class WorkflowGraph
{
    private readonly int[] _offsets;
    private readonly int[] _successors;

    private WorkflowGraph(WorkflowNode[] nodes, int stageCount)
    {
        Nodes = nodes;
        StageCount = stageCount;
        _offsets = new int[nodes.Length + 1];
        foreach (var node in nodes)
        {
            foreach (var need in node.Needs)
            {
                _offsets[need + 1]++;
            }
        }

        for (var i = 0; i < nodes.Length; i++)
        {
            _offsets[i + 1] += _offsets[i];
        }

        _successors = new int[_offsets[^1]];
        var next = _offsets.AsSpan(0, nodes.Length).ToArray();
        for (var i = 0; i < nodes.Length; i++)
        {
            foreach (var need in nodes[i].Needs)
            {
                _successors[next[need]++] = i;
            }
        }
    }

    public WorkflowNode[] Nodes { get; }

    public int StageCount { get; }

    /// <summary>The order in which steps start that could, as far as it is known without having run.</summary>
    public StepOrder Order => field ??= new StepOrder(CriticalPath.Ranks(this));

    /// <summary>The steps in an order in which each comes behind all that it needs; the graph has no circles.</summary>
    public int[] TopologicalOrder => field ??= CriticalPath.TopologicalOrder(this);

    /// <summary>Puts the dependencies that were given by name to those that the steps' inputs made.</summary>
    public static WorkflowGraph Create(WorkflowNode[] nodes, List<(int Step, int Need)> extra, int stageCount)
    {
        foreach (var group in extra.GroupBy(static pair => pair.Step, static pair => pair.Need))
        {
            nodes[group.Key] = nodes[group.Key].WithNeeds(group);
        }

        return new WorkflowGraph(nodes, stageCount);
    }

    /// <summary>The steps that need <paramref name="node"/>, in the order of declaration.</summary>
    public ReadOnlySpan<int> SuccessorsOf(int node) => _successors.AsSpan(_offsets[node].._offsets[node + 1]);

    /// <summary>How many steps each step still waits for before anything ran.</summary>
    public int[] CountNeeds() => Array.ConvertAll(Nodes, static node => node.Needs.Length);
}
