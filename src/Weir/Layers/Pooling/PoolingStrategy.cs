namespace Weir.Layers.Pooling;

/// <summary>Gives the steps of a pipeline pools to rent from.</summary>
internal sealed class PoolingStrategy(PoolingOptions options) : PipelineStrategy
{
    public override string Name => "pooling";

    public override bool IsEnabled => options.Enabled;

    public override StepPools? NewPools() => PoolsOf(options);

    /// <summary>New pools with these limits; null where they are off.</summary>
    public static StepPools? PoolsOf(PoolingOptions options) => options.Enabled
        ? new StepPools(new PoolLimits(options.MaxObjects, options.MaxPools, options.MaxBytes, options.MaxBufferLength, options.CleanupThreshold))
        : null;
}
