namespace Weir.Lab;

/// <summary>The figures of one way of a workload, per unit of work: in nanoseconds, or in bytes where these are compared. Immutable.</summary>
public sealed record SideFigures
{
    /// <summary>How many samples there are.</summary>
    public int Count => Samples.Count;

    /// <summary>How many units of work one sample is.</summary>
    public required int UnitsPerSample { get; init; }

    /// <summary>The mean of the samples.</summary>
    public required double Mean { get; init; }

    /// <summary>The median of the samples.</summary>
    public required double Median { get; init; }

    /// <summary>The standard deviation of the samples; 0 of a single one.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>The least sample.</summary>
    public required double Min { get; init; }

    /// <summary>The greatest sample.</summary>
    public required double Max { get; init; }

    /// <summary>The 95th percentile of the samples. A sample is a mean over its units: this is no percentile of single units.</summary>
    public required double P95 { get; init; }

    /// <summary>The 99th percentile of the samples.</summary>
    public required double P99 { get; init; }

    /// <summary>Units of work per second, over all samples.</summary>
    public required double OperationsPerSecond { get; init; }

    /// <summary>Bytes that a unit allocated, in the whole process, over all samples.</summary>
    public required double AllocatedBytes { get; init; }

    /// <summary>Collections of generation 0 during the samples. Both ways did as many units.</summary>
    public required int Gen0Collections { get; init; }

    /// <summary>Every sample, in the order of measuring; number n of one side and number n of the other are a pair.</summary>
    public required IReadOnlyList<double> Samples { get; init; }
}
