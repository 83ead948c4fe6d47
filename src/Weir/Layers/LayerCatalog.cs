using Weir.Layers.Caching;
using Weir.Layers.CircuitBreaking;
using Weir.Layers.Hedging;

namespace Weir.Layers;

/// <summary>All layers of the library, and the only list of them.</summary>
internal static class LayerCatalog
{
    /// <summary>Each with its folder, and how to make one with default options.</summary>
    public static IReadOnlyList<LayerEntry> All { get; } =
    [
        new("Caching", static () => new CachingLayer(new CachingOptions())),
        new("CircuitBreaking", static () => new CircuitBreakingLayer(new CircuitBreakingOptions())),
        new("Hedging", static () => new HedgingLayer(new HedgingOptions())),
    ];
}

/// <summary>One layer of the catalog.</summary>
/// <param name="Folder">Its folder, and the beginning of the names in it.</param>
/// <param name="Make">Makes it with default options.</param>
internal sealed record LayerEntry(string Folder, Func<Layer> Make);
