namespace Weir.Layers.Pooling;

/// <summary>Steps that each use a buffer.</summary>
/// <param name="name">The name of the workload.</param>
/// <param name="target">What has to be gained, in percent.</param>
internal sealed class PoolingWorkload(string name, double target) : MetricWorkload
{
    public const int Steps = 50;
    public const int Length = 4_096;

    /// <summary>The metric.</summary>
    public static PoolingWorkload OfTheMetric => new("memory", 30);

    /// <summary>What the layer has to gain, with its collections.</summary>
    public static PoolingWorkload OfTheLayer => new("pooling", 60);

    public override string Name => name;

    public override string Unit => "50 steps that each use a buffer of 4,096 bytes";

    public override string Baseline => "new byte[4096] in each step";

    public override WorkloadMeasure Measure => WorkloadMeasure.AllocatedBytes;

    public override double Target => target;

    public override ValueTask<WorkloadSide> OpenAsync(WorkloadVariant variant, CancellationToken cancellationToken) =>
        new(new PoolingSide(variant, OptimizationOptions.None));

    public override ValueTask<WorkloadSide> OpenBaselineAsync(OptimizationOptions options, CancellationToken cancellationToken) =>
        new(new PoolingSide(WorkloadVariant.Baseline, options));
}
