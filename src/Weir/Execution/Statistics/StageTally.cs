namespace Weir;

/// <summary>What became of the steps of one stage in one run.</summary>
internal struct StageTally
{
    private long _first;
    private long _last;

    public int Completed { get; private set; }

    public int Failed { get; private set; }

    public int Skipped { get; private set; }

    public int Cancelled { get; private set; }

    public int Paused { get; private set; }

    public bool HasStarted { get; private set; }

    public readonly int Settled => Completed + Failed + Skipped + Cancelled + Paused;

    /// <summary>From the start of its first step to the end of its last, in the unit of the clock; 0 if none started.</summary>
    public readonly long Ticks => _last - _first;

    public void Add(StepStatus status)
    {
        switch (status)
        {
            case StepStatus.Completed:
                Completed++;
                break;
            case StepStatus.Failed:
                Failed++;
                break;
            case StepStatus.Skipped:
                Skipped++;
                break;
            case StepStatus.Cancelled:
                Cancelled++;
                break;
            default:
                Paused++;
                break;
        }
    }

    /// <summary>The same of a step that had started.</summary>
    public void Add(StepStatus status, long started, long ended)
    {
        Add(status);
        _first = HasStarted ? Math.Min(_first, started) : started;
        _last = HasStarted ? Math.Max(_last, ended) : ended;
        HasStarted = true;
    }
}
