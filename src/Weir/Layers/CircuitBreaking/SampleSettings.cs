namespace Weir.Layers.CircuitBreaking;

/// <summary>The options of a window, in timestamps of its clock.</summary>
internal sealed class SampleSettings(CircuitBreakingOptions options, long frequency, int batch)
{
    /// <summary>How far back calls count.</summary>
    public long Sampling { get; } = Timestamps(options.SamplingDuration, frequency);

    /// <summary>How many parts it has; one is forgotten at a time.</summary>
    public static int Parts => 10;

    /// <summary>How long calls go into the same part.</summary>
    public long Part => Math.Max(1, Sampling / Parts);

    /// <summary>How long a batch of successes may take at most for the next to be larger.</summary>
    public long Dense => Part / 16;

    /// <summary>How large a batch may be.</summary>
    public int Batch => batch;

    public int MinimumCalls => options.MinimumCalls;

    public double FailureRatio => options.FailureRatio;

    public static long Timestamps(TimeSpan time, long frequency) => (long)(time.Ticks * ((double)frequency / TimeSpan.TicksPerSecond));
}
