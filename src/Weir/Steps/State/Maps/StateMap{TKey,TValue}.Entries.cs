using System.Collections;

namespace Weir;

public sealed partial class StateMap<TKey, TValue> : IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>
{
    /// <summary>The keys, in the order in which they were added.</summary>
    public IReadOnlyCollection<TKey> Keys => [.. Entries().Select(static one => one.Key)];

    /// <summary>The values, in the order in which their keys were added.</summary>
    public IReadOnlyCollection<TValue> Values => [.. Entries().Select(static one => one.Value.Value)];

    ICollection<TKey> IDictionary<TKey, TValue>.Keys => [.. Keys];

    ICollection<TValue> IDictionary<TKey, TValue>.Values => [.. Values];

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => Keys;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Values;

    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => _isClosed;

    /// <summary>The entries, in the order in which their keys were added.</summary>
    /// <returns>An enumerator, which throws where the map is changed meanwhile.</returns>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
    {
        var version = _version;
        foreach (var (key, entry) in Entries())
        {
            yield return new KeyValuePair<TKey, TValue>(key, entry.Value);
            if (version != _version)
            {
                throw new InvalidOperationException("The map was changed while its entries were enumerated; enumerate a copy of them.");
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> item) =>
        TryGetValue(item.Key, out var value) && EqualityComparer<TValue>.Default.Equals(value, item.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> item) =>
        ((ICollection<KeyValuePair<TKey, TValue>>)this).Contains(item) && Remove(item.Key);

    void ICollection<KeyValuePair<TKey, TValue>>.CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentOutOfRangeException.ThrowIfNegative(arrayIndex);
        if (array.Length - arrayIndex < Count)
        {
            throw new ArgumentException($"The array has {array.Length - arrayIndex} places from {arrayIndex} on, but the map has {Count} entries.", nameof(array));
        }

        foreach (var (key, value) in this)
        {
            array[arrayIndex++] = new KeyValuePair<TKey, TValue>(key, value);
        }
    }

    private IEnumerable<KeyValuePair<TKey, MapEntry<TValue>>> Entries() => _changes is null && !_hasHoles ? _table : InOrder();

    /// <summary>The entries in the order of their numbers: a table from which keys were removed has lost it, and one with changes never had it.</summary>
    private KeyValuePair<TKey, MapEntry<TValue>>[] InOrder()
    {
        var entries = new List<KeyValuePair<TKey, MapEntry<TValue>>>(Count);
        foreach (var (key, entry) in _table)
        {
            if (_changes?.Find(key) is not { } change)
            {
                entries.Add(new(key, entry));
            }
            else if (change.Kind == MapChangeKind.Replaced)
            {
                entries.Add(new(key, change.Entry));
            }
        }

        if (_changes is not null)
        {
            entries.AddRange(_changes.Changes.Where(static one => one.Kind == MapChangeKind.Added)
                .Select(static one => new KeyValuePair<TKey, MapEntry<TValue>>(one.Key, one.Entry)));
        }

        entries.Sort(static (one, other) => one.Value.Number.CompareTo(other.Value.Number));
        return [.. entries];
    }
}
