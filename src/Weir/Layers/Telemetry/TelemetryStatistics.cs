namespace Weir;

/// <summary>What became of the spans of an executor since it was made, over all options that it had.</summary>
/// <param name="SampledRuns">How many runs were chosen to be exported, those in flight included.</param>
/// <param name="Spans">How many spans the sampled runs that have ended had, exported or not.</param>
/// <param name="Exported">How many spans the exporter took.</param>
/// <param name="Dropped">How many did not fit into the queue, or were left when the time to drain it was over.</param>
/// <param name="Failed">How many the exporter threw at.</param>
/// <param name="LastError">What was thrown last, by the exporter or by the clock; null: nothing was.</param>
public sealed record TelemetryStatistics(long SampledRuns, long Spans, long Exported, long Dropped, long Failed, Exception? LastError)
{
    /// <summary>How many spans wait or are being exported.</summary>
    public long Queued => Spans - Exported - Dropped - Failed;
}
