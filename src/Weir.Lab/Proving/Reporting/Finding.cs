namespace Weir.Lab.Proving.Reporting;

/// <summary>A comparison with all that decides whether it is met: what a row of the overview and a section of the report are about.</summary>
/// <param name="Id">What links lead to.</param>
/// <param name="Name">The metric or the layer.</param>
/// <param name="Comparison">The figures.</param>
internal sealed record Finding(string Id, string Name, Comparison Comparison)
{
    /// <summary>What the layer costs elsewhere; none of a metric.</summary>
    public IReadOnlyList<IdleCost> IdleCosts { get; init; } = [];

    /// <summary>How the baseline compares with plain recorded steps; null where that is no question.</summary>
    public RecordedStep? RecordedStep { get; init; }

    /// <summary>What the finding is for, beside its name; null: nothing more than the name says.</summary>
    public string? Note { get; init; }

    /// <summary>What it came to, with checks, idle costs and the baseline.</summary>
    public FindingVerdict Verdict =>
        IdleCosts.Any(static cost => Verdicts.Of(cost.Comparison) == FindingVerdict.Regression) ? FindingVerdict.Regression
        : Verdicts.Of(Comparison) is not FindingVerdict.Met and var own ? own
        : RecordedStep is { IsMet: false } || IdleCosts.Any(static cost => cost.Comparison.Verdict == ProofVerdict.NotMet) ? FindingVerdict.NotMet
        : IdleCosts.All(static cost => cost.IsMet) ? FindingVerdict.Met
        : FindingVerdict.Undecided;

    /// <summary>The metrics of a suite.</summary>
    public static IReadOnlyList<Finding> Metrics(SuiteResult suite) =>
        [.. suite.Metrics.Select(static (one, at) => new Finding($"metric-{at + 1}", one.Name, one.Comparison) { RecordedStep = one.RecordedStep, Note = one.Layer is null || one.Layer == one.Name ? null : $"with {one.Layer}" })];

    /// <summary>The layers of a suite; a layer of several workloads comes with the name of each.</summary>
    public static IReadOnlyList<Finding> Layers(SuiteResult suite) =>
        [.. suite.Layers.Select(static (one, at) => new Finding($"layer-{at + 1}", one.Name, one.Comparison)
        {
            IdleCosts = one.IdleCosts,
            Note = one.Name == one.Comparison.Workload ? null : one.Comparison.Workload,
        })];

    /// <summary>Why it is not met, one sentence each; none where it is.</summary>
    public IEnumerable<string> Reasons()
    {
        if (Comparison.Confidence.Low < Comparison.Target && Verdicts.IsPromised(Comparison))
        {
            yield return $"The lower end of the interval, {Wording.Change(Comparison.Confidence.Low)}, is below the target of {Wording.Change(Comparison.Target)}.";
        }

        if (Comparison.Verdict == ProofVerdict.Undecided && Comparison.Confidence.HalfWidth > 3)
        {
            yield return "The interval is wider than 3 points to each side.";
        }

        if (Comparison.Verdict == ProofVerdict.Undecided && !Comparison.Drift.IsSteady)
        {
            yield return $"The change had not settled: it moved by {Wording.Points(Comparison.Drift.Change)} points between the first and the last samples.";
        }

        foreach (var check in Comparison.Checks.Where(static check => !check.Met))
        {
            yield return $"The check “{check.Name}” is {Wording.Number(check.Value)} {check.Unit}; it has to be at {(check.AtMost ? "most" : "least")} {Wording.Number(check.Target)} {check.Unit}.";
        }

        if (RecordedStep is { IsMet: false } step)
        {
            yield return $"The baseline takes {Wording.Number(step.Ratio)} times as long per step as a plain recorded pipeline.";
        }

        if (Wording.Disturbance(Comparison) is { } disturbance)
        {
            yield return $"{char.ToUpperInvariant(disturbance[0])}{disturbance[1..]}.";
        }

        foreach (var cost in IdleCosts.Where(static cost => !cost.IsMet))
        {
            var because = Wording.Disturbance(cost.Comparison) is { } other ? $"; {other}" : "";
            yield return $"Idle on {cost.Metric}: {Wording.Interval(cost.Comparison.Confidence)}, where {Wording.Change(cost.Comparison.Target)} is the limit{because}.";
        }
    }
}
