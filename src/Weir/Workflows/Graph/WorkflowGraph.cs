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
    private readonly IReadOnlyList<StageOptions> _stages;
    private int[]? _needCounts;

    // By stage: the barrier that its steps wait for; -1 for none.
    private readonly int[] _barrierOf;

    /// <param name="nodes">The steps.</param>
    /// <param name="stages">How each stage runs.</param>
    public WorkflowGraph(WorkflowNode[] nodes, IReadOnlyList<StageOptions> stages)
    {
        Nodes = nodes;
        _stages = stages;
        _barrierOf = new int[StageCount];
        _barriers = BarriersOf(nodes, stages, _barrierOf);
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

    public int StageCount => _stages.Count;

    /// <summary>Whether the steps of a stage run one after the other; then they do so in the order of declaration, as far as what they need goes.</summary>
    public bool IsSequential(int stage) => _stages[stage].MaxParallel == 1;

    /// <summary>The number of steps and barriers.</summary>
    public int Size => Nodes.Length + _barriers.Length;

    /// <summary>The order in which steps start that could, as far as it is known without having run.</summary>
    public StepOrder Order => field ??= new StepOrder(CriticalPath.Ranks(this, Expected([])));

    /// <summary>The steps and barriers in an order in which each comes behind all that it needs; the graph has no circles.</summary>
    public int[] TopologicalOrder => field ??= CriticalPath.TopologicalOrder(this);

    /// <summary>
    /// Makes the steps ready to run, in the order in which they will start if nothing waits: what a step needs then lies beside what the next one needs, and a
    /// graph that is larger than the caches is gone through in the order of memory.
    /// </summary>
    public void LayOut()
    {
        foreach (var step in Order.ByRank)
        {
            Nodes[step] = Nodes[step].WithPlan();
        }
    }

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

    /// <summary>How many others each still waits for before anything ran; the array is the caller's.</summary>
    public int[] CountNeeds() => (int[])(_needCounts ??= MakeNeedCounts()).Clone();

    private int[] MakeNeedCounts()
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

    /// <summary>How many milliseconds each is expected to take; null: nothing is known of any.</summary>
    /// <param name="learned">What steps took in earlier runs, which goes before what was declared; those of which nothing is known take as long as the others on average. May be empty.</param>
    public double[]? Expected(double?[] learned)
    {
        var expected = new double[Size];
        var (sum, known) = (0.0, 0);
        for (var i = 0; i < Nodes.Length; i++)
        {
            expected[i] = (learned.Length == 0 ? null : learned[i]) ?? Nodes[i].Rules.Expected?.TotalMilliseconds ?? double.NaN;
            (sum, known) = double.IsNaN(expected[i]) ? (sum, known) : (sum + expected[i], known + 1);
        }

        for (var i = 0; i < Nodes.Length; i++)
        {
            expected[i] = double.IsNaN(expected[i]) ? sum / known : expected[i];
        }

        return known == 0 ? null : expected;
    }

    private static int[][] BarriersOf(WorkflowNode[] nodes, IReadOnlyList<StageOptions> stages, int[] barrierOf)
    {
        var barriers = new List<int[]>();
        for (var stage = 0; stage < stages.Count; stage++)
        {
            barrierOf[stage] = -1;
            if (stage > 0 && stages[stage].IsBarrier)
            {
                var before = stage - 1;
                barrierOf[stage] = nodes.Length + barriers.Count;
                barriers.Add([.. Enumerable.Range(0, nodes.Length).Where(i => nodes[i].Stage == before)]);
            }
        }

        return [.. barriers];
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
}
