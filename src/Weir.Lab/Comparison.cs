namespace Weir.Lab;

/// <summary>What two ways of the same work came to. Immutable.</summary>
public sealed record Comparison
{
    /// <summary>The name of the workload.</summary>
    public required string Workload { get; init; }

    /// <summary>What one unit of work is, in words.</summary>
    public required string Unit { get; init; }

    /// <summary>What the baseline is, in words: what a user would write without the optimization.</summary>
    public required string Off { get; init; }

    /// <summary>What was compared.</summary>
    public required WorkloadMeasure Measure { get; init; }

    /// <summary>What had to be gained, in percent; of a control 0.</summary>
    public required double Target { get; init; }

    /// <summary>The figures of the baseline.</summary>
    public required SideFigures Baseline { get; init; }

    /// <summary>The figures of the other way; of a control those of the baseline once more.</summary>
    public required SideFigures Optimized { get; init; }

    /// <summary>(baseline - optimized) / baseline in percent, from all pairs of samples; positive is better, 50 is half the time or half the bytes.</summary>
    public required double Change { get; init; }

    /// <summary>The interval of the change.</summary>
    public required ChangeInterval Confidence { get; init; }

    /// <summary>How often such an interval holds the true change, as a share; for simultaneous intervals that of this one alone.</summary>
    public required double Level { get; init; }

    /// <summary>How the last samples differ from the first.</summary>
    public required Drift Drift { get; init; }

    /// <summary>The values with a target of their own.</summary>
    public required IReadOnlyList<WorkloadCheck> Checks { get; init; }

    /// <summary>
    /// How much of the processor time that was asked for, while samples were taken, the host of the virtual machine gave to others (steal time), in percent; null: the system does not say, as
    /// all but Linux. Above some percent the interval is wide, or the check of a short time fails, for that reason alone.
    /// </summary>
    public double? Stolen { get; init; }

    /// <summary>What it came to.</summary>
    public required ProofVerdict Verdict { get; init; }

    /// <summary>Whether it certainly got worse: all of the interval is below 0.</summary>
    public bool IsRegression => Confidence.High < 0;
}
