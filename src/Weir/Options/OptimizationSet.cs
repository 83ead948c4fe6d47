using System.Collections.Concurrent;
using Weir.Layers.Caching;
using Weir.Layers.CircuitBreaking;
using Weir.Layers.Concurrency;
using Weir.Layers.Contexts;
using Weir.Layers.Fusion;
using Weir.Layers.Hedging;
using Weir.Layers.Pooling;

namespace Weir;

/// <summary>Options at work: the layers that they ask for, each made once and shared by all pipelines of an executor, and the plans with them.</summary>
internal sealed class OptimizationSet : Optimizer
{
    private readonly ConcurrentDictionary<OptimizationOptions, OptimizationSet> _all;

    // One for all sets: a limit that each set had for itself would be none.
    private readonly ConcurrentDictionary<ConcurrencyOptions, ConcurrencyStrategy> _limits;
    private readonly OptimizationOptions _options;

    public OptimizationSet(OptimizationOptions options)
        : this(options, [], [])
    {
        _all[options] = this;
    }

    private OptimizationSet(
        OptimizationOptions options, ConcurrentDictionary<OptimizationOptions, OptimizationSet> all, ConcurrentDictionary<ConcurrencyOptions, ConcurrencyStrategy> limits)
    {
        options.Validate();
        _all = all;
        _limits = limits;
        _options = options;
        Layers = [.. LayersOf(options)];
        Strategies = [.. StrategiesOf(options, limits)];
        Pools = options.Pooling is { } pooling ? PoolingStrategy.PoolsOf(pooling) : null;
    }

    public override IReadOnlyList<Layer> Layers { get; }

    public override IReadOnlyList<PipelineStrategy> Strategies { get; }

    public override StepPools? Pools { get; }

    public override Optimizer Under(IOptimizations? nearer) => nearer is OptimizationOptions options && options.Over(_options) is var merged && merged != _options
        ? _all.GetOrAdd(merged, static (merged, set) => new OptimizationSet(merged, set._all, set._limits), this)
        : this;

    // The first is the outermost.
    private static IEnumerable<Layer> LayersOf(OptimizationOptions options)
    {
        if (options.Caching is { Enabled: true } caching)
        {
            yield return new CachingLayer(caching, leavesOut: true);
        }

        if (options.CircuitBreaking is { Enabled: true } breaking)
        {
            yield return new CircuitBreakingLayer(breaking);
        }

        if (options.Hedging is { Enabled: true } hedging)
        {
            yield return new HedgingLayer(hedging);
        }
    }

    private static IEnumerable<PipelineStrategy> StrategiesOf(
        OptimizationOptions options, ConcurrentDictionary<ConcurrencyOptions, ConcurrencyStrategy> limits)
    {
        if (options.Fusion is { } fusion)
        {
            yield return new FusionStrategy(fusion);
        }

        if (options.Contexts is { } contexts)
        {
            yield return new ContextsStrategy(contexts);
        }

        if (options.Concurrency is { } concurrency)
        {
            yield return limits.GetOrAdd(concurrency, static options => new ConcurrencyStrategy(options));
        }
    }
}
