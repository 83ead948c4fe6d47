namespace Weir.Lab.Proving;

/// <summary>What a whole suite of proofs found. Immutable.</summary>
/// <param name="Metrics">The metrics, in their order; none where only layers were asked for.</param>
/// <param name="Layers">The workloads of the layers; a layer may have more than one.</param>
/// <param name="Control">The baseline of the first workload against itself.</param>
/// <param name="Machine">Processor, cores, operating system and runtime.</param>
/// <param name="Seed">What the order of the measuring came from.</param>
/// <param name="Duration">How long all of it took.</param>
internal sealed record SuiteResult(
    IReadOnlyList<MetricFinding> Metrics, IReadOnlyList<LayerFinding> Layers, Comparison? Control, string Machine, int Seed, TimeSpan Duration)
{
    /// <summary>How much of that time it waited, because the host of the virtual machine gave its processors to others.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>Whether the control says that the figures can be trusted; true where none was measured.</summary>
    public bool IsSound => Control is not { Verdict: not ProofVerdict.Met };

    /// <summary>Whether all reached their targets, with a sound control.</summary>
    public bool IsMet => Metrics.Count + Layers.Count > 0 && Metrics.All(static one => one.IsMet) && Layers.All(static one => one.IsMet) && IsSound;

    /// <summary>Every comparison but the control.</summary>
    public IEnumerable<Comparison> All =>
        [.. Metrics.Select(static one => one.Comparison), .. Layers.Select(static one => one.Comparison), .. Layers.SelectMany(static one => one.IdleCosts).Select(static one => one.Comparison)];

    /// <summary>What certainly got worse.</summary>
    public IEnumerable<Comparison> Regressions => All.Where(static one => Verdicts.Of(one) == FindingVerdict.Regression);

    /// <summary>All of it: undecided where the figures cannot be trusted, else a regression before what is not met, and that before what is undecided.</summary>
    public FindingVerdict Verdict =>
        !IsSound ? FindingVerdict.Undecided
        : Regressions.Any() ? FindingVerdict.Regression
        : Metrics is [{ Comparison: var own }] && !Verdicts.IsPromised(own) ? Verdicts.Of(own)
        : IsMet ? FindingVerdict.Met
        : All.Any(static one => one.Verdict == ProofVerdict.NotMet) || Metrics.Any(static one => one.RecordedStep is { IsMet: false }) ? FindingVerdict.NotMet
        : FindingVerdict.Undecided;
}

/// <summary>What a metric came to.</summary>
/// <param name="Name">The metric, such as <c>execution</c>.</param>
/// <param name="Layer">The layer that it is for, as in files of options; null: none, or several.</param>
/// <param name="Comparison">The figures.</param>
internal sealed record MetricFinding(string Name, string? Layer, Comparison Comparison)
{
    /// <summary>How its baseline compares with a plain pipeline; null for metrics whose baseline is not one of recorded steps.</summary>
    public RecordedStep? RecordedStep { get; init; }

    /// <summary>Whether the target is met, by a baseline that is not slowed down.</summary>
    public bool IsMet => Comparison.Verdict == ProofVerdict.Met && RecordedStep is not { IsMet: false };
}

/// <summary>What a layer came to on a workload of its own.</summary>
/// <param name="Name">The layer, as in files of options, such as <c>caching</c>.</param>
/// <param name="Comparison">The figures; its checks are values with targets of their own.</param>
/// <param name="IdleCosts">What the layer costs on the metrics that it is not for; none where that was not measured.</param>
internal sealed record LayerFinding(string Name, Comparison Comparison, IReadOnlyList<IdleCost> IdleCosts)
{
    /// <summary>Whether the target, the checks and the idle costs are met.</summary>
    public bool IsMet => Comparison.Verdict == ProofVerdict.Met && IdleCosts.All(static one => one.IsMet);
}

/// <summary>What a layer costs on a metric that it is not for.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Comparison">Its baseline without the layer against its baseline with it; the target is what may be lost, -3.</param>
internal sealed record IdleCost(string Metric, Comparison Comparison)
{
    /// <summary>Whether it costs at most what it may.</summary>
    public bool IsMet => Comparison.Verdict == ProofVerdict.Met;
}

/// <summary>The baseline of a metric of recorded steps, beside the plain pipeline of ten recorded steps (row <c>pipeline-10-recorded</c>).</summary>
/// <param name="Weir">Nanoseconds per step of that row.</param>
/// <param name="Baseline">Nanoseconds per step of the baseline.</param>
internal sealed record RecordedStep(double Weir, double Baseline)
{
    /// <summary>How often the first goes into the second.</summary>
    public double Ratio => Baseline / Weir;

    /// <summary>Whether the baseline is no slower than it has to be: at most 1.15 times that row.</summary>
    public bool IsMet => Ratio <= 1.15;
}
