using Weir.Layers.CircuitBreaking;
using Weir.Layers.Fusion;
using Weir.Layers.Hedging;

namespace Weir;

/// <summary>Which optimizations are on. STUB of the branch.</summary>
public sealed record OptimizationOptions : IOptimizations
{
    /// <summary>None.</summary>
    public static OptimizationOptions None { get; } = new();

    /// <summary>Fusion.</summary>
    public FusionOptions? Fusion { get; init; }

    /// <summary>Breakers.</summary>
    public CircuitBreakingOptions? CircuitBreaking { get; init; }

    /// <summary>Hedging.</summary>
    public HedgingOptions? Hedging { get; init; }

    /// <summary>Whether they may be changed while the executor is in use.</summary>
    public bool AllowRuntimeChanges { get; init; } = true;

    /// <summary>Hash.</summary>
    public string Hash => GetHashCode().ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Merges.</summary>
    public OptimizationOptions Over(OptimizationOptions outer) => new()
    {
        Fusion = Fusion ?? outer.Fusion,
        CircuitBreaking = CircuitBreaking ?? outer.CircuitBreaking,
        Hedging = Hedging ?? outer.Hedging,
        AllowRuntimeChanges = AllowRuntimeChanges,
    };
}
