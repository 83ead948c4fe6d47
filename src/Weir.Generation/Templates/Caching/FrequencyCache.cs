using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Weir.Generation.Templates.Caching;

/// <summary>
/// A cache that keeps what is used often. Idea: whether something is worth a place is a question of how often it is asked for, and that can be known of what has no place, too.
/// </summary>
/// <remarks>
/// Rules:
/// <list type="number">
/// <item>Every key has a count of its uses; of keys without a place, the last ones are remembered, <see cref="AbsentPerPlace"/> for each place.</item>
/// <item>As long as there is room, a newcomer gets it. Else the least used of <see cref="Sample"/> entries makes place, if it was used less often than the newcomer; else the
/// newcomer is not kept.</item>
/// <item>After <see cref="MissesPerPlace"/> misses for each place all counts are halved, and none exceeds <see cref="MaxCount"/>: old glory fades.</item>
/// <item>What is heavier than the whole cache is not kept, and makes nothing leave.</item>
/// </list>
/// Origin: the admission of TinyLFU (Einziger, Friedman, Manes: A Highly Efficient Cache Admission Policy, 2017) with exact counts in place of a sketch, and the sampled victim of
/// approximated LFU caches. Reading takes no lock and allocates nothing; counts that race are lost, which changes little.
/// </remarks>
/// <typeparam name="TKey">What is asked for.</typeparam>
/// <typeparam name="TValue">What is kept.</typeparam>
/// <param name="maxEntries">How many entries it has at most; at least 1.</param>
/// <param name="maxWeight">What its entries weigh at most together.</param>
/// <param name="comparer">Which keys are the same; null: those that equal.</param>
internal sealed class FrequencyCache<TKey, TValue>(int maxEntries, long maxWeight, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    internal const int Sample = 128;

    internal const int MissesPerPlace = 40;

    internal const int AbsentPerPlace = 8;

    internal const int MaxCount = 1 << 14;

    private readonly ConcurrentDictionary<TKey, Entry> _entries = new(comparer);
    private readonly Lock _gate = new();

    // All under _gate. _order has what _entries has, in any order.
    private readonly List<Entry> _order = [];
    private readonly Dictionary<TKey, int> _absent = new(comparer);
    private long _weight;
    private long _evictions;
    private long _misses;
    private int _hand;

    /// <summary>How many there are, what they weigh, and how many had to leave for others.</summary>
    public (int Count, long Weight, long Evictions) Size
    {
        get
        {
            lock (_gate)
            {
                return (_order.Count, _weight, _evictions);
            }
        }
    }

    /// <summary>What is there; in no order.</summary>
    public IEnumerable<TValue> Values => _entries.Select(static pair => pair.Value.Value);

    /// <summary>Looks, and counts a use.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!_entries.TryGetValue(key, out var entry))
        {
            value = default;
            return false;
        }

        var count = entry.Count;
        if (count < MaxCount)
        {
            entry.Count = count + 1;
        }

        value = entry.Value;
        return true;
    }

    /// <summary>Looks, and counts nothing.</summary>
    public bool TryPeek(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var isThere = _entries.TryGetValue(key, out var entry);
        value = isThere ? entry!.Value : default;
        return isThere;
    }

    /// <summary>Offers what was asked for and not there, or puts a newer value in the place of an older one.</summary>
    /// <returns>Whether it is kept.</returns>
    public bool Offer(TKey key, TValue value, long weight)
    {
        lock (_gate)
        {
            var count = _entries.TryGetValue(key, out var old) ? old.Count : Miss(key);
            if (weight > maxWeight)
            {
                Leave(old);
                return false;
            }

            Leave(old);
            if (!MakeRoom(weight, old is null ? count : int.MaxValue))
            {
                return false;
            }

            _absent.Remove(key);
            var entry = new Entry(key, value, weight) { Count = count, Place = _order.Count };
            _entries[key] = entry;
            _order.Add(entry);
            _weight += weight;
            return true;
        }
    }

    /// <summary>Takes an entry out.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(TKey key)
    {
        lock (_gate)
        {
            var isThere = _entries.TryGetValue(key, out var entry);
            Leave(entry);
            return isThere;
        }
    }

    /// <summary>Takes all entries out, and forgets what was used how often.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
            _order.Clear();
            _absent.Clear();
            _weight = 0;
            _misses = 0;
        }
    }

    private int Miss(TKey key)
    {
        var count = Math.Min(_absent.GetValueOrDefault(key) + 1, MaxCount);
        _absent[key] = count;
        if (_absent.Count > Math.Max(1024L, (long)AbsentPerPlace * maxEntries))
        {
            Forget();
        }

        if (++_misses >= (long)MissesPerPlace * maxEntries)
        {
            _misses = 0;
            _order.ForEach(static entry => entry.Count /= 2);
            Forget();
        }

        return count;
    }

    private void Forget()
    {
        foreach (var (key, count) in _absent)
        {
            // A dictionary may be changed so while it is enumerated.
            if (count < 2)
            {
                _absent.Remove(key);
            }
            else
            {
                _absent[key] = count / 2;
            }
        }
    }

    /// <summary>Lets those leave that were used less often, unless that would not be enough: then nobody leaves.</summary>
    private bool MakeRoom(long weight, int count)
    {
        if (_order.Count < maxEntries && _weight + weight <= maxWeight)
        {
            return true;
        }

        var leaving = new List<Entry>();
        var freed = 0L;
        foreach (var entry in LeastUsed())
        {
            if (entry.Count >= count)
            {
                return false;
            }

            leaving.Add(entry);
            freed += entry.Weight;
            if (_order.Count - leaving.Count < maxEntries && _weight - freed + weight <= maxWeight)
            {
                leaving.ForEach(Leave);
                _evictions += leaving.Count;
                return true;
            }
        }

        return false;
    }

    private IEnumerable<Entry> LeastUsed()
    {
        if (_order.Count <= Sample)
        {
            return _order.OrderBy(static entry => entry.Count);
        }

        _hand = (_hand + Sample) % _order.Count;
        return Enumerable.Range(_hand, Sample).Select(at => _order[at % _order.Count]).OrderBy(static entry => entry.Count).ToArray();
    }

    private void Leave(Entry? entry)
    {
        if (entry is null)
        {
            return;
        }

        _entries.TryRemove(KeyValuePair.Create(entry.Key, entry));
        _weight -= entry.Weight;

        // The last one takes its place.
        var last = _order[^1];
        last.Place = entry.Place;
        _order[entry.Place] = last;
        _order.RemoveAt(_order.Count - 1);
    }

    private sealed class Entry(TKey key, TValue value, long weight)
    {
        public TKey Key => key;

        public TValue Value => value;

        public long Weight => weight;

        // Where it stands in _order; under _gate.
        public int Place { get; set; }

        // Written without a lock by those who read; what races is lost.
        public int Count { get; set; }
    }
}
