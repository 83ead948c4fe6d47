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
