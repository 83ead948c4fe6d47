using System.Collections.Concurrent;
using Weir.Layers.CircuitBreaking;
using Weir.Layers.Hedging;

namespace Weir;

/// <summary>Options at work: the layers that they ask for, each made once and shared by all pipelines of an executor, and the plans with them.</summary>
internal sealed class OptimizationSet : Optimizer
{
    private readonly ConcurrentDictionary<OptimizationOptions, OptimizationSet> _all;
    private readonly OptimizationOptions _options;
    private readonly IReadOnlyList<Layer> _layers;

    public OptimizationSet(OptimizationOptions options)
        : this(options, [])
    {
    }

    private OptimizationSet(OptimizationOptions options, ConcurrentDictionary<OptimizationOptions, OptimizationSet> all)
    {
        _all = all;
        _options = options;
        _layers = [.. LayersOf(options)];
    }

    public override int? FusedFrom => _options.Fusion is { Enabled: true } fusion ? fusion.MinSteps : null;

    public override StatePlan StateOf(StatePlan state) => state;

    public override Optimizer Under(IOptimizations? nearer) => nearer is OptimizationOptions options && options.Over(_options) is var merged && merged != _options
        ? _all.GetOrAdd(merged, static (merged, all) => new OptimizationSet(merged, all), _all)
        : this;

    public override IReadOnlyList<Layer> LayersOutside(IReadOnlyList<Layer> own) =>
        own.Count == 0 ? _layers : [.. _layers.Where(layer => !own.Any(other => other.GetType() == layer.GetType()))];

    // The first is the outermost.
    private static IEnumerable<Layer> LayersOf(OptimizationOptions options)
    {
        if (options.CircuitBreaking is { } breaking)
        {
            yield return new CircuitBreakingLayer(breaking);
        }

        if (options.Hedging is { } hedging)
        {
            yield return new HedgingLayer(hedging);
        }
    }
}
