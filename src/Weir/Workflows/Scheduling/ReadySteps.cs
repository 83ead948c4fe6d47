namespace Weir;

/// <summary>
/// The steps that may start as far as their needs go, the longest way to the end first. A step whose stage is full is put aside
/// when it comes up; whenever a step of that stage ends, one is put back. So a step is moved at most once for each step that
/// ends or comes up, and nothing is ever searched.
/// </summary>
internal sealed class ReadySteps
{
    private readonly WorkflowGraph _graph;
    private readonly StepOrder _order;
    private readonly RankSet _ready;

    // By stage; null where a stage has no limit.
    private readonly StageLimit?[] _limits;

    public ReadySteps(WorkflowGraph graph, StepOrder order, IReadOnlyList<Stage> stages)
    {
        _graph = graph;
        _order = order;
        _ready = new RankSet(graph.Nodes.Length);
        _limits = [.. stages.Select(stage => stage.MaxParallel is { } limit ? new StageLimit(limit, graph.Nodes.Length) : null)];
    }

    /// <summary>Whether a take is worth trying; a step of a full stage may make it fail all the same.</summary>
    public bool MayHaveSome => !_ready.IsEmpty;

    public void Add(int step) => _ready.Add(_order.Ranks[step]);

    public bool TryTake(out int step)
    {
        while (_ready.TryTake(out var rank))
        {
            step = _order.ByRank[rank];
            if (_limits[_graph.Nodes[step].Stage] is not { } limit)
            {
                return true;
            }

            if (limit.Free > 0)
            {
                limit.Free--;
                return true;
            }

            limit.Aside.Add(rank);
        }

        step = -1;
        return false;
    }

    /// <summary>Gives back the place that a step had in its stage.</summary>
    public void Release(int stage)
    {
        if (_limits[stage] is not { } limit)
        {
            return;
        }

        limit.Free++;
        if (limit.Aside.TryTake(out var rank))
        {
            _ready.Add(rank);
        }
    }

    /// <summary>Takes a place in a stage for a step that had given it back.</summary>
    public bool TryEnter(int stage)
    {
        if (_limits[stage] is not { } limit)
        {
            return true;
        }

        if (limit.Free == 0)
        {
            return false;
        }

        limit.Free--;
        return true;
    }

    private sealed class StageLimit(int free, int count)
    {
        public int Free { get; set; } = free;

        public RankSet Aside { get; } = new(count);
    }
}
