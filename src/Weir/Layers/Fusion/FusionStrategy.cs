namespace Weir.Layers.Fusion;

/// <summary>Takes the time of neighbours that only compute once for all of them.</summary>
internal sealed class FusionStrategy(FusionOptions options) : PipelineStrategy
{
    public override string Name => "fusion";

    public override bool IsEnabled => options.Enabled;

    public override int? FusedFrom => options.MinSteps;
}
