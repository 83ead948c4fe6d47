namespace Weir;

/// <summary>The runs of the workflows of one name that have ended, as far as an executor counted them. Immutable.</summary>
public sealed class WorkflowStatistics
{
    /// <summary>How many stages of one name of workflows are counted apart: 32.</summary>
    public const int MaxStages = 32;

    /// <summary>The name under which all stages are counted that came after the first <see cref="MaxStages"/>; no stage can be called so.</summary>
    public const string OtherStages = "/others";

    internal WorkflowStatistics(string name, LatencySnapshot durations, double? averageEfficiency, IReadOnlyList<StageStatistics> stages)
    {
        Name = name;
        Durations = durations;
        AverageEfficiency = averageEfficiency;
        Stages = stages.ToDictionary(static stage => stage.Name, StringComparer.Ordinal);
    }

    /// <summary>The name of the workflows, or <see cref="TelemetryMetrics.OtherNames"/>.</summary>
    public string Name { get; }

    /// <summary>How many runs have ended, in whatever way; one that was resumed counts once for each of its parts.</summary>
    public long Runs => Durations.Count;

    /// <summary>The time that a run took in the middle, to 100 ns; zero if none has ended.</summary>
    public TimeSpan AverageDuration => ExecutorStatistics.ToTime(Durations.Mean);

    /// <summary>How long the runs took: least, longest, mean, percentiles.</summary>
    public LatencySnapshot Durations { get; }

    /// <summary>
    /// The mean of how near the completed runs came to the least time that their steps allow with so many workers, 0 to 1; null if none completed. The original design calls
    /// this place a speed-up, which only two runs could tell.
    /// </summary>
    public double? AverageEfficiency { get; }

    /// <summary>The same for each stage, by its name; besides <see cref="OtherStages"/>.</summary>
    public IReadOnlyDictionary<string, StageStatistics> Stages { get; }
}
