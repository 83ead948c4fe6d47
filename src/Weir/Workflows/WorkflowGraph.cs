namespace Weir;

/// <summary>
/// The steps of a workflow and, turned around, who waits for whom: all successors in one array with offsets. Behind the steps
/// stand the barriers, which run nothing: one needs all steps of a stage, and all steps of the next need it, where edges from
/// each to each would be their product.
/// </summary>
internal sealed class WorkflowGraph
{
    private readonly int[] _offsets;
    private readonly int[] _successors;
    private readonly int[][] _barriers;

    // By stage: the barrier that its steps wait for; -1 for none.
    private readonly int[] _barrierOf;

    /// <param name="nodes">The steps.</param>
    /// <param name="areBarriers">Of every stage whether it waits for the one before.</param>
    public WorkflowGraph(WorkflowNode[] nodes, IReadOnlyList<bool> areBarriers)
    {
        Nodes = nodes;
        StageCount = areBarriers.Count;
        _barrierOf = new int[StageCount];
        _barriers = BarriersOf(nodes, areBarriers, _barrierOf);
        _offsets = new int[Size + 1];
        for (var i = 0; i < Size; i++)
        {
            ForEachNeed(i, (self: this, i), static (need, at) => at.self._offsets[need + 1]++);
        }

        for (var i = 0; i < Size; i++)
        {
            _offsets[i + 1] += _offsets[i];
        }

        _successors = new int[_offsets[^1]];
        var next = _offsets.AsSpan(0, Size).ToArray();
        for (var i = 0; i < Size; i++)
        {
            ForEachNeed(i, (self: this, i, next), static (need, at) => at.self._successors[at.next[need]++] = at.i);
        }
    }

    public WorkflowNode[] Nodes { get; }

    public int StageCount { get; }

    /// <summary>The number of steps and barriers.</summary>
    public int Size => Nodes.Length + _barriers.Length;

    /// <summary>The rank of every step: of those that could start, the one of the least rank does.</summary>
    public int[] Ranks => field ??= CriticalPath.Ranks(this, Expected());

    /// <summary>The other way round: the step of every rank.</summary>
    public int[] ByRank => field ??= Turn(Ranks);

    public bool IsBarrier(int node) => node >= Nodes.Length;

    /// <summary>The steps and barriers that need <paramref name="node"/>, in the order of declaration.</summary>
    public ReadOnlySpan<int> SuccessorsOf(int node) => _successors.AsSpan(_offsets[node].._offsets[node + 1]);

    /// <summary>What a step or barrier needs, barriers included.</summary>
    public IEnumerable<int> NeedsOf(int node)
    {
        if (IsBarrier(node))
        {
            return _barriers[node - Nodes.Length];
        }

        var barrier = _barrierOf[Nodes[node].Stage];
        return barrier < 0 ? Nodes[node].Needs : Nodes[node].Needs.Append(barrier);
    }

    /// <summary>How a circle names a node.</summary>
    public string NameOf(int node, IReadOnlyList<string> stages) =>
        IsBarrier(node) ? $"the barrier before '{stages[Array.IndexOf(_barrierOf, node)]}'" : Nodes[node].Name;

    /// <summary>How many others each still waits for before anything ran.</summary>
    public int[] CountNeeds()
    {
        var counts = new int[Size];
        for (var i = 0; i < Nodes.Length; i++)
        {
            counts[i] = Nodes[i].Needs.Length + (_barrierOf[Nodes[i].Stage] < 0 ? 0 : 1);
        }

        for (var i = 0; i < _barriers.Length; i++)
        {
            counts[Nodes.Length + i] = _barriers[i].Length;
        }

        return counts;
    }

    private static int[][] BarriersOf(WorkflowNode[] nodes, IReadOnlyList<bool> areBarriers, int[] barrierOf)
    {
        var barriers = new List<int[]>();
        for (var stage = 0; stage < areBarriers.Count; stage++)
        {
            barrierOf[stage] = -1;
            if (stage > 0 && areBarriers[stage])
            {
                var before = stage - 1;
                barrierOf[stage] = nodes.Length + barriers.Count;
                barriers.Add([.. Enumerable.Range(0, nodes.Length).Where(i => nodes[i].Stage == before)]);
            }
        }

        return [.. barriers];
    }

    private static int[] Turn(int[] ranks)
    {
        var steps = new int[ranks.Length];
        for (var i = 0; i < ranks.Length; i++)
        {
            steps[ranks[i]] = i;
        }

        return steps;
    }

    private void ForEachNeed<T>(int node, T state, Action<int, T> visit)
    {
        if (IsBarrier(node))
        {
            Array.ForEach(_barriers[node - Nodes.Length], need => visit(need, state));
            return;
        }

        foreach (var need in Nodes[node].Needs)
        {
            visit(need, state);
        }

        if (_barrierOf[Nodes[node].Stage] is >= 0 and var barrier)
        {
            visit(barrier, state);
        }
    }

    /// <summary>How long each is expected to take; those of which nobody said it as long as the others on average. Null: nobody said it of any.</summary>
    private double[]? Expected()
    {
        var known = Nodes.Where(static node => node.Rules.Expected is not null).Select(static node => node.Rules.Expected!.Value.TotalMilliseconds).ToArray();
        if (known.Length == 0)
        {
            return null;
        }

        var average = known.Average();
        var expected = new double[Size];
        for (var i = 0; i < Nodes.Length; i++)
        {
            expected[i] = Nodes[i].Rules.Expected?.TotalMilliseconds ?? average;
        }

        return expected;
    }
}
