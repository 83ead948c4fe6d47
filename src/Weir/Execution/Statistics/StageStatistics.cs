namespace Weir;

/// <summary>What became of the stages of one name in the runs of one workflow. Immutable.</summary>
public sealed class StageStatistics
{
    internal StageStatistics(string name, LatencySnapshot durations)
    {
        Name = name;
        Durations = durations;
    }

    /// <summary>The name of the stage, or <see cref="WorkflowStatistics.OtherStages"/>.</summary>
    public string Name { get; }

    /// <summary>In how many runs at least one of its steps started.</summary>
    public long Runs => Durations.Count;

    /// <summary>The time that it took in the middle, to 100 ns; zero if it never started.</summary>
    public TimeSpan AverageDuration => ExecutorStatistics.ToTime(Durations.Mean);

    /// <summary>How long it took in those runs, from the start of its first step to the end of its last.</summary>
    public LatencySnapshot Durations { get; }

    /// <summary>How many of its steps completed, in all runs.</summary>
    public long Completed { get; internal init; }

    /// <summary>How many of its steps failed.</summary>
    public long Failed { get; internal init; }

    /// <summary>How many of its steps were skipped.</summary>
    public long Skipped { get; internal init; }

    /// <summary>How many of its steps were cancelled.</summary>
    public long Cancelled { get; internal init; }
}
