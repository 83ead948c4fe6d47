namespace Weir;

/// <summary>What an executor has done since it was made, as it was when it was read. Immutable.</summary>
/// <remarks>
/// An execution is a run that has ended, whether it was started by <c>InvokeAsync</c> or <c>RunAsync</c>, of a pipeline or a workflow. A pipeline inside
/// another is a step and no run. What ends while the figures are read may be in some of them already and in others not yet.
/// </remarks>
public sealed class ExecutorStatistics
{
    internal ExecutorStatistics(TelemetryMetrics metrics, IReadOnlyDictionary<string, long> errors, CacheCounter? cache, IReadOnlyList<WorkflowStatistics> workflows)
    {
        Metrics = metrics;
        Workflows = workflows.ToDictionary(static one => one.Name, StringComparer.Ordinal);
        Errors = new ErrorStatistics(errors, metrics.Runs);
        CacheHits = cache?.Hits;
        CacheMisses = cache?.Misses;
    }

    /// <summary>How many runs have ended.</summary>
    public long ExecutionCount => ExecutionTimes.Count;

    /// <summary>The time that they took together; runs side by side count each for itself.</summary>
    public TimeSpan TotalExecutionTime => ToTime(ExecutionTimes.Total);

    /// <summary>The time that one took in the middle, to 100 ns; <see cref="ExecutionTimes"/> has it to the nanosecond. Zero if none has ended.</summary>
    public TimeSpan AverageExecutionTime => ToTime(ExecutionTimes.Mean);

    /// <summary>How often a cache had the result; null as long as nothing caches.</summary>
    public long? CacheHits { get; }

    /// <summary>How often a cache did not have the result; null as long as nothing caches.</summary>
    public long? CacheMisses { get; }

    /// <summary>Hits divided by hits and misses, 0 to 1; null as long as nothing caches or no cache was asked.</summary>
    public double? CacheHitRate => CacheHits + CacheMisses is > 0 and var asked ? CacheHits / (double)asked : null;

    /// <summary>How long they took: least, longest, mean, deviation, percentiles.</summary>
    public LatencySnapshot ExecutionTimes => Metrics.Runs.Durations;

    /// <summary>Why runs did not complete.</summary>
    public ErrorStatistics Errors { get; }

    /// <summary>Runs in flight, started and ended, of all and by name.</summary>
    public TelemetryMetrics Metrics { get; }

    /// <summary>What only workflows have, by their names: efficiency, and times and counts of their stages. Besides <see cref="TelemetryMetrics.OtherNames"/>.</summary>
    public IReadOnlyDictionary<string, WorkflowStatistics> Workflows { get; }

    internal static TimeSpan ToTime(double nanoseconds) => TimeSpan.FromTicks((long)Math.Round(nanoseconds / TimeSpan.NanosecondsPerTick));
}
