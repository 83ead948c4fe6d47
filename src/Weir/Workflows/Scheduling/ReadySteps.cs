namespace Weir;

/// <summary>
/// The steps that may start as far as their needs go, first declared first. A step whose stage is full is put aside when
/// it comes up; whenever a step of that stage ends, one is put back. So a step is moved at most once for each step that
/// ends or comes up, and nothing is ever searched.
/// </summary>
internal sealed class ReadySteps
{
    private readonly PriorityQueue<int, int> _ready = new();
    private readonly PriorityQueue<int, int>[] _aside;
    private readonly int[] _free;

    public ReadySteps(IReadOnlyList<Stage> stages)
    {
        _free = [.. stages.Select(static stage => stage.MaxParallel ?? int.MaxValue)];
        _aside = [.. stages.Select(static _ => new PriorityQueue<int, int>())];
    }

    public void Add(int step) => _ready.Enqueue(step, step);

    public bool TryTake(WorkflowNode[] nodes, out int step)
    {
        while (_ready.TryDequeue(out step, out _))
        {
            var stage = nodes[step].Stage;
            if (_free[stage] > 0)
            {
                _free[stage]--;
                return true;
            }

            _aside[stage].Enqueue(step, step);
        }

        return false;
    }

    /// <summary>Gives back the place that a step had in its stage.</summary>
    public void Release(int stage)
    {
        _free[stage]++;
        if (_aside[stage].TryDequeue(out var step, out _))
        {
            _ready.Enqueue(step, step);
        }
    }

    /// <summary>Takes a place in a stage for a step that had given it back.</summary>
    public bool TryEnter(int stage)
    {
        if (_free[stage] == 0)
        {
            return false;
        }

        _free[stage]--;
        return true;
    }

    /// <summary>Whether a take is worth trying; a step of a full stage may make it fail all the same.</summary>
    public bool MayHaveSome => _ready.Count > 0;
}
