namespace Weir.Cli.Output.Running;

/// <summary>How a run of a workflow stands, as its events tell. Its size is that of the workflow, however many items and events there are.</summary>
/// <remarks>Not safe for many threads: who shows it while the run goes on holds a lock.</remarks>
internal sealed class ObservedRun
{
    private readonly Workflow _workflow;
    private readonly Dictionary<string, ObservedStep> _byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObservedStep> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObservedStep>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    private string? _runId;

    public ObservedRun(Workflow workflow)
    {
        _workflow = workflow;
        _bySpan = _byPath.GetAlternateLookup<ReadOnlySpan<char>>();
        Reset();
    }

    public string Name => _workflow.Name;

    public IReadOnlyList<ObservedStage> Stages { get; private set; } = [];

    /// <summary>When the run began or went on; null: it has not.</summary>
    public DateTimeOffset? Started { get; private set; }

    public DateTimeOffset? Ended { get; private set; }

    /// <summary>How it ended; null: it has not.</summary>
    public RunStatus? Status { get; private set; }

    /// <summary>Whether it went on from an earlier part, of whose steps no event tells.</summary>
    public bool IsResumed { get; private set; }

    public bool IsRunning => Started is not null && Status is null;

    /// <summary>Takes an event. False: while this run goes on, it is one of another, such as of a workflow that stands as a step.</summary>
    public bool TryApply(RunEvent one)
    {
        if (IsRunning && one.RunId != _runId)
        {
            return false;
        }

        _runId = one.RunId;
        Apply(one);
        return true;
    }

    /// <summary>The step at a path, or the step whose item is there; null: the path is inside a step.</summary>
    public ObservedStep? Find(ReadOnlySpan<char> path, out bool isItem)
    {
        isItem = false;
        if (_bySpan.TryGetValue(path, out var step))
        {
            return step;
        }

        isItem = path.EndsWith("]") && path.LastIndexOf('[') is > 0 and var bracket && _bySpan.TryGetValue(path[..bracket], out step);
        return step;
    }

    /// <summary>When a step began, from the start of the run; null: it did not, or in an earlier part of the run.</summary>
    public TimeSpan? StartOf(StepResult step) =>
        _byPath.TryGetValue(step.Path, out var observed) && observed.Started is not null ? step.StartedAfter : null;

    private void Apply(RunEvent one)
    {
        switch (one)
        {
            case RunStarted:
                Reset();
                Started = one.Time;
                break;
            case RunResumed:
                Resume(one.Time);
                break;
            case RunEnded ended:
                (Status, Ended) = (ended.Status, one.Time);
                break;
            case StepStarted started:
                Start(started);
                break;
            case AttemptDelayed delayed:
                Delay(delayed);
                break;
            case AttemptRestarted restarted:
                Restart(restarted);
                break;
            case ChunkEmitted chunk:
                OwnerOf(chunk.Path)?.Emit();
                break;
            case StepEnded ended:
                End(ended);
                break;
        }
    }

    private ObservedStep? OwnerOf(ReadOnlySpan<char> path)
    {
        var step = Find(path, out _);
        while (step is null && path.LastIndexOf('/') is > 0 and var slash)
        {
            path = path[..slash];
            step = Find(path, out _);
        }

        return step;
    }

    private void Reset()
    {
        _byPath.Clear();
        _byName.Clear();
        Stages = [.. _workflow.Stages.Select(stage => new ObservedStage(stage.Name, [.. stage.StepNames.Select(step => Add(stage.Name, step))]))];
        (Started, Ended, Status, IsResumed) = (null, null, null, false);
    }

    private ObservedStep Add(string stage, string name)
    {
        var step = new ObservedStep(name, $"{_workflow.Name}/{stage}/{name}");
        _byPath.Add(step.Path, step);
        _byName.Add(name, step);
        return step;
    }

    private void Resume(DateTimeOffset time)
    {
        (Started, Ended, Status, IsResumed) = (time, null, null, true);
        foreach (var step in _byPath.Values)
        {
            step.Resume();
        }
    }

    private void Start(StepStarted started)
    {
        if (Find(started.Path, out var isItem) is not { } step)
        {
            return;
        }

        if (isItem)
        {
            step.StartItem();
            return;
        }

        step.Start(started.Time);
        if (IsResumed)
        {
            RecallNeeds(step.Name);
        }
    }

    private void RecallNeeds(string name)
    {
        var open = new Stack<string>([name]);
        while (open.TryPop(out var next))
        {
            foreach (var need in _workflow.NeedsOf(next).Select(need => _byName[need]).Where(static need => need.Status is null))
            {
                need.Recall();
                open.Push(need.Name);
            }
        }
    }

    private void Delay(AttemptDelayed delayed)
    {
        if (Find(delayed.Path, out var isItem) is { } step && !isItem)
        {
            step.Delay(delayed.Time + delayed.Delay);
        }
    }

    private void Restart(AttemptRestarted restarted)
    {
        if (Find(restarted.Path, out var isItem) is not { } step)
        {
            return;
        }

        if (isItem)
        {
            step.RestartItem();
        }
        else
        {
            step.Restart(restarted.Attempt);
        }
    }

    private void End(StepEnded ended)
    {
        if (Find(ended.Result.Path, out var isItem) is not { } step)
        {
            return;
        }

        if (isItem)
        {
            step.EndItem(ended.Result.Status);
        }
        else
        {
            step.End(ended.Result, ended.Time);
        }
    }
}
