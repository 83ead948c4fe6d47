using System.Globalization;
using System.Text.Json.Nodes;
using Weir.Lab;
using Weir.Lab.Proving;

namespace Weir.Cli.Output.Proving;

/// <summary>The document of <c>weir prove --json</c>.</summary>
internal static class ProveJson
{
    public static object Of(SuiteResult result) => new
    {
        Machine = result.Machine,
        Verdict = Verdicts.Word(result.Verdict),
        result.IsMet,
        Metrics = result.Metrics.Select(Metric),
        Layers = result.Layers.Select(Layer),
        Control = result.Control is null ? null : new { Change = Number(result.Control.Change), Confidence = Interval(result.Control), Sound = result.Control.Verdict == ProofVerdict.Met, Stolen = Stolen(result.Control) },
        result.Seed,
        DurationMs = Json.Milliseconds(result.Duration),
        WaitedMs = Json.Milliseconds(result.Waited),
    };

    private static object Metric(MetricFinding finding) => new
    {
        finding.Name,
        finding.Layer,
        Workload = finding.Comparison.Unit,
        Off = finding.Comparison.Off,
        TargetChange = finding.Comparison.Target,
        Unit = UnitOf(finding.Comparison),
        Baseline = Side(finding.Comparison.Baseline),
        Optimized = Side(finding.Comparison.Optimized),
        Change = Number(finding.Comparison.Change),
        Confidence = Interval(finding.Comparison),
        Verdict = Verdicts.Word(Verdicts.Of(finding.Comparison)),
        Met = finding.IsMet,
        Regression = Verdicts.Of(finding.Comparison) == FindingVerdict.Regression,
        Drift = Drift(finding.Comparison.Drift),
        Stolen = Stolen(finding.Comparison),
        Checks = finding.Comparison.Checks.Select(Check),
        RecordedStep = finding.RecordedStep is not { } step ? null : new { Weir = Number(step.Weir), Baseline = Number(step.Baseline), Ratio = Number(step.Ratio), Met = step.IsMet },
    };

    private static object Layer(LayerFinding finding) => new
    {
        finding.Name,
        Workload = finding.Comparison.Unit,
        Baseline = finding.Comparison.Off,
        Unit = UnitOf(finding.Comparison),
        Off = Figures(finding.Comparison.Baseline),
        On = Figures(finding.Comparison.Optimized),
        Change = Number(finding.Comparison.Change),
        Confidence = Interval(finding.Comparison),
        TargetChange = finding.Comparison.Target,
        Checks = finding.Comparison.Checks.Select(Check),
        Verdict = Verdicts.Word(Verdicts.Of(finding.Comparison)),
        Met = finding.IsMet,
        Regression = Verdicts.Of(finding.Comparison) == FindingVerdict.Regression,
        Stolen = Stolen(finding.Comparison),
        IdleCost = finding.IdleCosts.Select(static one => new
        {
            one.Metric,
            Change = Number(one.Comparison.Change),
            Confidence = Interval(one.Comparison),
            Verdict = Verdicts.Word(Verdicts.Of(one.Comparison)),
            Met = one.IsMet,
            Stolen = Stolen(one.Comparison),
        }),
    };

    private static object Check(WorkloadCheck check) => new { check.Name, Value = Number(check.Value), check.Unit, Target = Number(check.Target), check.AtMost, check.Met };

    private static object Drift(Drift drift) => new { Baseline = Number(drift.Baseline), Optimized = Number(drift.Optimized), Change = Number(drift.Change), drift.IsSteady };

    private static object Side(SideFigures side) => new
    {
        N = side.Count,
        side.UnitsPerSample,
        Mean = Number(side.Mean),
        Median = Number(side.Median),
        StdDev = Number(side.StandardDeviation),
        Min = Number(side.Min),
        Max = Number(side.Max),
        P95 = Number(side.P95),
        P99 = Number(side.P99),
        OpsPerSecond = Number(side.OperationsPerSecond),
        AllocatedBytes = Number(side.AllocatedBytes),
        side.Gen0Collections,
        Samples = Samples(side.Samples),
    };

    private static object Figures(SideFigures side) => new
    {
        N = side.Count,
        Median = Number(side.Median),
        P95 = Number(side.P95),
        P99 = Number(side.P99),
        AllocatedBytes = Number(side.AllocatedBytes),
    };

    private static string UnitOf(Comparison comparison) => comparison.Measure == WorkloadMeasure.Time ? "ns" : "bytes";

    // JSON has no infinity: null is "not known".
    private static double?[] Interval(Comparison comparison) => [Number(comparison.Confidence.Low), Number(comparison.Confidence.High)];

    private static double? Stolen(Comparison comparison) => comparison.Stolen is { } stolen ? Number(stolen) : null;

    private static double? Number(double value) => double.IsFinite(value) ? Rounded(value) : null;

    private static JsonArray Samples(IReadOnlyList<double> samples) => [.. samples.Select(static sample => JsonValue.Create(Rounded(sample)))];

    /// <summary>Six digits: more are noise.</summary>
    private static double Rounded(double value) => double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
