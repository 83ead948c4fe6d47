using System.Collections.Immutable;

namespace Weir;

/// <summary>How a map differs from the table that it shares. Forks share it until one of them changes it.</summary>
/// <remarks>
/// Idea: most branches change a handful of keys, and those are quickest in an array that is searched by hash and copied as a whole; more of them are in a
/// persistent dictionary, of which a copy is made at once.
/// </remarks>
internal sealed class MapDelta<TKey, TValue>
    where TKey : notnull
{
    /// <summary>How many changes the array holds at most.</summary>
    public const int MaxFew = 16;

    private readonly IEqualityComparer<TKey> _comparer;
    private MapChange<TKey, TValue>[] _few;
    private int _count;

    // Not null: all changes are here, and none in the array.
    private ImmutableDictionary<TKey, MapChange<TKey, TValue>>? _many;

    // Set by forks, of which many may be made at once.
    private volatile bool _isShared;

    public MapDelta(IEqualityComparer<TKey> comparer)
    {
        _comparer = comparer;
        _few = new MapChange<TKey, TValue>[4];
    }

    private MapDelta(MapDelta<TKey, TValue> origin)
    {
        _comparer = origin._comparer;
        _many = origin._many;
        _count = origin._count;
        _few = _many is null ? [.. origin._few] : origin._few;
    }

    public IEnumerable<MapChange<TKey, TValue>> Changes => _many?.Values ?? _few.Take(_count);

    /// <summary>The same for a fork; from now on neither side changes it.</summary>
    public MapDelta<TKey, TValue> Share()
    {
        _isShared = true;
        return this;
    }

    /// <summary>One that may be changed.</summary>
    public MapDelta<TKey, TValue> Own() => _isShared ? new MapDelta<TKey, TValue>(this) : this;

    /// <summary>What became of a key; null: nothing.</summary>
    public MapChange<TKey, TValue>? Find(TKey key)
    {
        if (_many is not null)
        {
            return _many.GetValueOrDefault(key);
        }

        var index = IndexOf(key, _comparer.GetHashCode(key));
        return index < 0 ? null : _few[index];
    }

    /// <summary>Takes a change in the place of one of the same key.</summary>
    public void Set(TKey key, MapEntry<TValue> entry, MapChangeKind kind)
    {
        var change = new MapChange<TKey, TValue>(key, _comparer.GetHashCode(key), entry, kind);
        if (_many is null && IndexOf(key, change.Hash) is >= 0 and var index)
        {
            _few[index] = change;
        }
        else if (_many is null && _count < MaxFew)
        {
            if (_count == _few.Length)
            {
                Array.Resize(ref _few, 2 * _count);
            }

            _few[_count++] = change;
        }
        else
        {
            _many = (_many ?? Persistent()).SetItem(key, change);
            (_few, _count) = ([], 0);
        }
    }

    /// <summary>Forgets what became of a key.</summary>
    public void Remove(TKey key)
    {
        if (_many is not null)
        {
            _many = _many.Remove(key);
        }
        else if (IndexOf(key, _comparer.GetHashCode(key)) is >= 0 and var index)
        {
            _few[index] = _few[--_count];
            _few[_count] = null!;
        }
    }

    private int IndexOf(TKey key, int hash)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_few[i].Hash == hash && _comparer.Equals(_few[i].Key, key))
            {
                return i;
            }
        }

        return -1;
    }

    private ImmutableDictionary<TKey, MapChange<TKey, TValue>> Persistent() =>
        ImmutableDictionary.CreateRange(_comparer, Changes.Select(static one => KeyValuePair.Create(one.Key, one)));
}
