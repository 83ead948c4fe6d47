namespace Weir;

/// <summary>How many runs began and how they ended. Immutable.</summary>
public sealed class RunMetrics
{
    internal RunMetrics(string name, long started, LatencySnapshot durations)
    {
        Name = name;
        Started = started;
        Durations = durations;
    }

    /// <summary>The name of the pipelines and workflows that are counted here; empty for those of all names.</summary>
    public string Name { get; }

    /// <summary>How many runs began.</summary>
    public long Started { get; }

    /// <summary>How many runs ended, in whatever way.</summary>
    public long Ended => Durations.Count;

    /// <summary>How many runs have begun and not ended.</summary>
    public long InFlight => Started - Ended;

    /// <summary>How many runs ended well.</summary>
    public long Completed => Ended - Failed - Cancelled - Paused;

    /// <summary>How many runs failed.</summary>
    public long Failed { get; internal init; }

    /// <summary>How many of the failed ones failed by a <see cref="StepTimeoutException"/>.</summary>
    public long TimedOut { get; internal init; }

    /// <summary>How many runs were cancelled.</summary>
    public long Cancelled { get; internal init; }

    /// <summary>How many runs ended because they wait for something outside; nothing pauses yet.</summary>
    public long Paused { get; internal init; }

    /// <summary>How long the runs took that have ended.</summary>
    public LatencySnapshot Durations { get; }

    internal static RunMetrics Sum(IReadOnlyList<RunMetrics> parts) =>
        new("", parts.Sum(static part => part.Started), LatencySnapshot.Of(parts.Select(static part => part.Durations)))
        {
            Failed = parts.Sum(static part => part.Failed),
            TimedOut = parts.Sum(static part => part.TimedOut),
            Cancelled = parts.Sum(static part => part.Cancelled),
            Paused = parts.Sum(static part => part.Paused),
        };
}
