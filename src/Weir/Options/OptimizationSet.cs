using System.Runtime.CompilerServices;
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
    // What was said nearer holds what comes of it, so that this lives as long as the pipelines that said so.
    private readonly ConditionalWeakTable<OptimizationOptions, OptimizationSet> _nearer = [];

    // Those who say the same share it.
    private readonly WeakValues<OptimizationOptions, OptimizationSet> _all;

    // One for all sets: a limit that each set had for itself would be none.
    private readonly WeakValues<ConcurrencyOptions, ConcurrencyStrategy> _limits;
    private readonly OptimizationOptions _options;
    private readonly Lazy<OptimizationSet> _inState;

    // Of a set that holds where there is a state, what holds where there is none.
    private readonly OptimizationSet? _outside;

    /// <param name="options">The options of an executor.</param>
    /// <param name="before">Those that it had; if they say the same of caching, what is cached is kept.</param>
    public OptimizationSet(OptimizationOptions options, OptimizationSet? before = null)
        : this(options, new(), new(), before?._options.Caching == options.Caching ? before?.Layers.OfType<CachingLayer>().SingleOrDefault() : null)
    {
        _all.GetOrAdd(options, _ => this);
    }

    private OptimizationSet(
        OptimizationOptions options,
        WeakValues<OptimizationOptions, OptimizationSet> all,
        WeakValues<ConcurrencyOptions, ConcurrencyStrategy> limits,
        CachingLayer? cache = null)
    {
        options.Validate();
        _all = all;
        _limits = limits;
        _options = options;
        Layers = [.. LayersOf(options, cache)];
        Strategies = [.. StrategiesOf(options, limits)];
        Pools = options.Pooling is { } pooling ? PoolingStrategy.PoolsOf(pooling) : null;
        _inState = new Lazy<OptimizationSet>(() => new OptimizationSet(this));
    }

    // The same where there is a state: all is shared, and nothing is cached.
    private OptimizationSet(OptimizationSet outside)
    {
        (_all, _limits, _options, _outside) = (outside._all, outside._limits, outside._options, outside);
        Layers = [.. outside.Layers.Where(static layer => layer is not CachingLayer)];
        (Strategies, Pools) = (outside.Strategies, outside.Pools);
        _inState = new Lazy<OptimizationSet>(this);
    }

    public override IReadOnlyList<Layer> Layers { get; }

    public override IReadOnlyList<PipelineStrategy> Strategies { get; }

    public override StepPools? Pools { get; }

    /// <summary>Whether nothing is on, so that what says nothing itself runs as it was built.</summary>
    public bool IsEmpty => Layers.Count == 0 && Pools is null && Strategies.All(static one => !one.IsEnabled);

    public override Optimizer Under(IOptimizations? nearer) => SetUnder(nearer);

    public override Optimizer InState() => _inState.Value;

    // A second call needs a fork of the state, which may cost more than it can save: a step that is to have it says so.
    public override IReadOnlyList<Layer> LayersFor(IOptimizations? own, bool computes) =>
        [.. SetUnder(own).Layers.Where(layer => (own is OptimizationOptions options && IsSaid(layer, options)) || !(computes || (_outside is not null && layer is HedgingLayer)))];

    private OptimizationSet SetUnder(IOptimizations? nearer)
    {
        if (nearer is not OptimizationOptions options)
        {
            return this;
        }

        return _outside is null ? _nearer.GetValue(options, SetOver) : _outside.SetUnder(options)._inState.Value;
    }

    private OptimizationSet SetOver(OptimizationOptions nearer) =>
        _all.GetOrAdd(nearer.Over(_options), merged => merged == _options ? this : new OptimizationSet(merged, _all, _limits));

    private static bool IsSaid(Layer layer, OptimizationOptions options) => layer switch
    {
        CachingLayer => options.Caching is not null,
        CircuitBreakingLayer => options.CircuitBreaking is not null,
        HedgingLayer => options.Hedging is not null,
        _ => false,
    };

    // The first is the outermost.
    private static IEnumerable<Layer> LayersOf(OptimizationOptions options, CachingLayer? cache)
    {
        if (options.Caching is { Enabled: true } caching)
        {
            yield return cache ?? new CachingLayer(caching, leavesOut: true);
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
        OptimizationOptions options, WeakValues<ConcurrencyOptions, ConcurrencyStrategy> limits)
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
