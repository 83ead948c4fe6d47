namespace Weir.Layers.Telemetry;

/// <summary>Which share of the runs is exported, and how what is exported is put together: of an executor or a pipeline. Of a step it is not looked at, for runs are exported as a whole.</summary>
public sealed record TelemetryOptions
{
    /// <summary>Whether the layer is on; default true. False switches it off where an outer level switches it on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Why it is on or off, in words; default null, not said. Part of files.</summary>
    public string? Reason { get; init; }

    /// <summary>The share of the runs that is exported; decided once for each run, when it begins. Inside a recorded activity all are. Default 0.5, range 0 (none) to 1 (all).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double SamplingRate { get; init => field = Require.InRange(value, 0, 1); } = 0.5;

    /// <summary>How many spans are exported at once; default 400, range 1 to 100,000. Not more than <see cref="QueueLength"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int BatchSize { get; init => field = Require.InRange(value, 1, 100_000); } = 400;

    /// <summary>After how long what waits is exported although the batch is not full; default 2 seconds, range 1 millisecond to 1 hour.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan FlushInterval { get; init => field = Require.InRange(value, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)); } = TimeSpan.FromSeconds(2);

    /// <summary>How many spans wait at most; a run whose spans do not fit is dropped and counted. Default 10,000, range 1 to 1,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int QueueLength { get; init => field = Require.InRange(value, 1, 1_000_000); } = 10_000;
}
