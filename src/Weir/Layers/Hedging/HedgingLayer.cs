using System.Globalization;

namespace Weir.Layers.Hedging;

/// <summary>Calls a step that takes long once more, and takes the first value.</summary>
internal sealed class HedgingLayer(HedgingOptions options) : Layer
{
    public override string Name => "hedging";

    public override LayerScope Scope => LayerScope.Attempt;

    public override IReadOnlyList<KeyValuePair<string, string>> Options =>
    [
        new("delay", string.Create(CultureInfo.InvariantCulture, $"{options.Delay.TotalMilliseconds:0.###} ms")),
        new("calls", string.Create(CultureInfo.InvariantCulture, $"{options.MaxCalls}")),
    ];

    public override StepCall<TIn, TOut> Wrap<TIn, TOut>(StepCall<TIn, TOut> next, LayerTarget target) =>
        target.Kind == LayerTargetKind.Composite ? next : new HedgedCall<TIn, TOut>(this, next, options);

    public override string? Refuse(LayerTarget target, IReadOnlyList<Layer> layers) =>
        layers.Count(static layer => layer is HedgingLayer) > 1
            ? $"Hedging stands twice around {target}, which would multiply its calls; add it once, with MaxCalls."
            : null;
}
