namespace Weir.Layers.Caching;

/// <summary>Entries in the order in which they came. What stands in the middle can leave, too.</summary>
internal sealed class CacheQueue
{
    private CacheEntry? _newest;

    public CacheEntry? Oldest { get; private set; }

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    public void Add(CacheEntry entry)
    {
        entry.Queue = this;
        entry.Older = _newest;
        entry.Newer = null;
        if (_newest is null)
        {
            Oldest = entry;
        }
        else
        {
            _newest.Newer = entry;
        }

        _newest = entry;
        Count++;
        Bytes += entry.Bytes;
    }

    public void Remove(CacheEntry entry)
    {
        if (entry.Older is { } older)
        {
            older.Newer = entry.Newer;
        }
        else
        {
            Oldest = entry.Newer;
        }

        if (entry.Newer is { } newer)
        {
            newer.Older = entry.Older;
        }
        else
        {
            _newest = entry.Older;
        }

        entry.Queue = null;
        entry.Older = null;
        entry.Newer = null;
        Count--;
        Bytes -= entry.Bytes;
    }
}

/// <summary>Remembers the hashes of keys that had to leave, the last so many of them. Two keys with one hash are one ghost: that costs a place, never a value.</summary>
/// <param name="capacity">How many.</param>
internal sealed class Ghosts(int capacity)
{
    private readonly HashSet<int> _hashes = [];

    // Has what is in _hashes, and some that came back meanwhile.
    private readonly Queue<int> _order = new();

    public void Add(int hash)
    {
        if (_hashes.Add(hash))
        {
            _order.Enqueue(hash);
        }

        while (_order.Count > capacity)
        {
            _hashes.Remove(_order.Dequeue());
        }
    }

    /// <returns>Whether it was remembered.</returns>
    public bool Remove(int hash) => _hashes.Remove(hash);

    public void Clear()
    {
        _hashes.Clear();
        _order.Clear();
    }
}
