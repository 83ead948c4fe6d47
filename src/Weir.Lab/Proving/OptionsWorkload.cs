namespace Weir.Lab.Proving;

/// <summary>The baseline of a metric as it stands, against the same with options: what they do to code that was not written for them.</summary>
/// <param name="name">The name of the workload.</param>
/// <param name="metric">The metric.</param>
/// <param name="options">The options.</param>
internal sealed class OptionsWorkload(string name, MetricWorkload metric, OptimizationOptions options) : Workload
{
    /// <summary>What may be lost, in percent.</summary>
    public const double MayLose = 3;

    public override string Name => name;

    public override string Unit => metric.Unit;

    public override string Baseline => $"{metric.Baseline}; everything is off";

    public override WorkloadMeasure Measure => metric.Measure;

    public override double Target => -MayLose;

    public override ValueTask<WorkloadSide> OpenAsync(WorkloadVariant variant, CancellationToken cancellationToken) =>
        metric.OpenBaselineAsync(variant == WorkloadVariant.Baseline ? OptimizationOptions.None : options, cancellationToken);
}
