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

    /// <summary>The rank of every step: of those that could start, the one of the least rank does.</summary>
    public int[] Ranks => field ??= CriticalPath.Ranks(this);

    /// <summary>The other way round: the step of every rank.</summary>
    public int[] ByRank => field ??= Turn(Ranks);

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

    private static int[] Turn(int[] ranks)
    {
        var steps = new int[ranks.Length];
        for (var i = 0; i < ranks.Length; i++)
        {
            steps[ranks[i]] = i;
        }

        return steps;
    }
}
