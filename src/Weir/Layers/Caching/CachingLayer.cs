using System.Globalization;
using System.Runtime.CompilerServices;

namespace Weir.Layers.Caching;

/// <summary>Keeps what steps gave, and answers calls with the same input without calling them. Its limits hold for all its steps together.</summary>
public sealed class CachingLayer : Layer
{
    private readonly CachingOptions _options;

    // What was said of the one step that it is for: a CachingBuilder of its types; null: it is for all.
    private readonly object? _rules;

    // The cache of each step, as long as its pipeline lives.
    private readonly ConditionalWeakTable<object, object> _caches = [];

    // Whether steps whose inputs or outputs it cannot keep are left out, and not refused.
    private readonly bool _leavesOut;

    internal CachingLayer(CachingOptions options, object? rules = null, bool leavesOut = false)
    {
        _leavesOut = leavesOut;
        _options = options;
        _rules = rules;
        Policy = new S3Fifo(options.MaxEntries, options.MaxBytes);
    }

    /// <inheritdoc/>
    public override string Name => "caching";

    /// <inheritdoc/>
    public override LayerScope Scope => LayerScope.Step;

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Options => _options.Enabled ? [.. Values()] : [new("off", "here")];

    /// <summary>What it has done so far, and what is in it; may be asked at any time.</summary>
    public CacheStatistics Statistics
    {
        get
        {
            var (entries, bytes, evictions) = Policy.Size;
            return new CacheStatistics(Counter.Hits, Counter.Misses, evictions, entries, bytes);
        }
    }

    internal S3Fifo Policy { get; }

    internal CacheCounter Counter { get; } = new();

    internal TimeSpan TimeToLive => _options.TimeToLive;

    /// <summary>Forgets all outputs. What is being made meanwhile is not kept.</summary>
    public void Clear() => Policy.Clear();

    /// <inheritdoc/>
    public override StepCall<TIn, TOut> Wrap<TIn, TOut>(StepCall<TIn, TOut> next, LayerTarget target)
    {
        ArgumentNullException.ThrowIfNull(next);
        ArgumentNullException.ThrowIfNull(target);
        if (!_options.Enabled || target.Kind != LayerTargetKind.Step || target.Layers.LastOrDefault(static layer => layer is CachingLayer) != this)
        {
            return next;
        }

        var rules = _rules as CachingBuilder<TIn, TOut>;
        if (rules is null && target.Definition is StepSettings<TIn, TOut> settings && !IsForAll(settings.Step))
        {
            return next;
        }

        rules ??= new CachingBuilder<TIn, TOut>();
        try
        {
            return rules.Keys.Wrap(this, next, target, rules);
        }
        catch (InvalidOperationException) when (_leavesOut)
        {
            // The options of an executor are for whatever it runs.
            return next;
        }
    }

    internal StepCache<TKey, TOut> CacheOf<TKey, TOut>(LayerTarget target, Func<StepCache<TKey, TOut>> make) =>
        target.Definition is { } step ? (StepCache<TKey, TOut>)_caches.GetValue(step, _ => make()) : make();

    /// <summary>Whether what was said of a whole pipeline is meant for a step: not where it has steps inside, is a node that does more than compute, or comes from the services of a run, which may be those of one user.</summary>
    private static bool IsForAll<TIn, TOut>(Step<TIn, TOut> step) =>
        !step.IsPipeline
        && step.Service is null
        && step.AsMade is not Node<TIn, TOut> { Kind: not NodeKind.Compute }
        && step.Traits is null or { Node.Kind: NodeKind.Compute };

    private IEnumerable<KeyValuePair<string, string>> Values()
    {
        yield return new("entries", string.Create(CultureInfo.InvariantCulture, $"{_options.MaxEntries}"));
        yield return new("bytes", string.Create(CultureInfo.InvariantCulture, $"{_options.MaxBytes}"));
        yield return new("time to live", string.Create(CultureInfo.InvariantCulture, $"{_options.TimeToLive.TotalMilliseconds:0.###} ms"));
        if (_options.Version is { } version)
        {
            yield return new("version", version);
        }
    }
}
