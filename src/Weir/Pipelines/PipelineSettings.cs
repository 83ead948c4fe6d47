namespace Weir;

/// <summary>What a builder was told about the whole of a pipeline. Immutable.</summary>
/// <param name="Layers">The layers of the pipeline, which know its name.</param>
internal sealed record PipelineSettings(LayerStack Layers)
{
    public StatePlan? State { get; init; }

    public DurabilityOptions? Durability { get; init; }

    public Budget? Budget { get; init; }

    public IOptimizations? Optimizations { get; init; }
}
