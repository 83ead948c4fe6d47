using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Weir.Layers.Caching;

/// <summary>The kept outputs of one step by their keys, and the calls that are making one. Several steps share a policy.</summary>
/// <param name="layer">Has the policy that decides what is kept, and counts what goes wrong.</param>
/// <param name="comparer">Which keys are the same; null: those that equal.</param>
internal sealed class StepCache<TKey, TOut>(CachingLayer layer, IEqualityComparer<TKey>? comparer)
{
    // A key that is null never gets here; a constraint would have to stand on every step.
#pragma warning disable CS8714
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new(comparer);
    private readonly ConcurrentDictionary<TKey, Flight<TKey, TOut>> _flights = new(comparer);
#pragma warning restore CS8714

    private readonly IEqualityComparer<TKey> _comparer = comparer ?? EqualityComparer<TKey>.Default;

    private readonly int _salt = layer.Policy.NextSalt();

    private readonly S3Fifo _policy = layer.Policy;

    // Weak, because the layer keeps the cache by the step, which may live longer: it would keep the layer.
    private readonly WeakReference<CachingLayer> _layer = new(layer);

    /// <summary>Looks for an output that may be used now, and counts a use.</summary>
    public bool TryGet(TKey key, RunScope run, [MaybeNullWhen(false)] out TOut value)
    {
        if (_entries.TryGetValue(key, out var entry) && entry.IsFresh(run))
        {
            entry.Use();
            value = entry.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Begins a call, unless one is under way for the key.</summary>
    /// <returns>The one that is under way now.</returns>
    public Flight<TKey, TOut> Begin(Flight<TKey, TOut> flight) => _flights.GetOrAdd(flight.Key, flight);

    /// <summary>A call is under way no more; nothing where it was not.</summary>
    public void Land(Flight<TKey, TOut> flight)
    {
        try
        {
            _flights.TryRemove(KeyValuePair.Create(flight.Key, flight));
        }
        catch (Exception)
        {
            // The comparer threw. Those who wait must be told all the same, and those who come later must not take the output for a new one.
            flight.IsStuck = true;
            if (_layer.TryGetTarget(out var counting))
            {
                counting.CountFault();
            }
        }
    }

    /// <summary>Offers the output of a flight.</summary>
    /// <param name="flight">The flight.</param>
    /// <param name="value">The output.</param>
    /// <param name="bytes">What it weighs.</param>
    /// <param name="timeToLive">How long it may be used.</param>
    /// <param name="run">The run whose clock counts.</param>
    public void Offer(Flight<TKey, TOut> flight, TOut value, long bytes, TimeSpan timeToLive, RunScope run)
    {
        var sureUntil = CoarseClock.SureUntil(run.Time, timeToLive);
        var until = run.Now + (long)(timeToLive.TotalSeconds * run.Time.TimestampFrequency);
        _policy.TryAdd(new Entry(this, flight.Key, value, bytes, run.Time, sureUntil, until), flight.Age);
    }

    private sealed class Entry(StepCache<TKey, TOut> cache, TKey key, TOut value, long bytes, TimeProvider time, long sureUntil, long until)
        : CacheEntry(HashCode.Combine(cache._salt, cache._comparer.GetHashCode(key!)), bytes)
    {
        // Also where the comparer throws, so that it cannot be taken out.
        private volatile bool _isGone;

        public TOut Value => value;

        /// <summary>Whether it may still be used; one that was kept by another clock may not.</summary>
        public bool IsFresh(RunScope run) => !_isGone && ReferenceEquals(run.Time, time) && (CoarseClock.IsBefore(sureUntil) || run.Now < until);

        public override CacheEntry? Before => cache._entries.GetValueOrDefault(key);

        public override void Enter() => cache._entries[key] = this;

        public override void Leave()
        {
            _isGone = true;
            cache._entries.TryRemove(KeyValuePair.Create(key, this));
        }
    }
}
