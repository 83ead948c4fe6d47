namespace Weir;

/// <summary>What is known of some work, from which options follow: <see cref="OptimizationPresets.For"/>.</summary>
public sealed record WorkloadShape
{
    /// <summary>How many steps begin in a second; default null, not known; range 0 to 1,000,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double? CallsPerSecond { get; init => field = value is { } given ? Require.InRange(given, 0, 1e9) : null; }

    /// <summary>How large the state of a pipeline is, in bytes; default null, not known, or there is none; range 0 to 1,099,511,627,776 (1 TiB).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public long? StateBytes { get; init => field = value is { } given ? Require.InRange(given, 0, 1L << 40) : null; }

    /// <summary>What the steps spend their time with; default null, not known.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration.</exception>
    public WorkloadBound? Bound { get; init => field = value is { } given ? Require.Defined(given) : null; }

    /// <summary>Where the work runs; default null, not known.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration.</exception>
    public WorkloadEnvironment? Environment { get; init => field = value is { } given ? Require.Defined(given) : null; }
}

/// <summary>What steps spend their time with.</summary>
public enum WorkloadBound
{
    /// <summary>Some compute, and some wait.</summary>
    Mixed,

    /// <summary>They compute.</summary>
    Processor,

    /// <summary>They wait for others: networks, disks, models.</summary>
    Waiting,
}

/// <summary>Where work runs.</summary>
public enum WorkloadEnvironment
{
    /// <summary>At a developer's, who wants to see all.</summary>
    Development,

    /// <summary>As in production, and looked at more closely.</summary>
    Staging,

    /// <summary>For its users.</summary>
    Production,
}
