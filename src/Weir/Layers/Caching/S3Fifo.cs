namespace Weir.Layers.Caching;

/// <summary>Decides which outputs are kept. Idea: most of what is asked for once is never asked for again, and should leave soon, without pushing out what is asked for often.</summary>
/// <remarks>
/// Rules:
/// <list type="number">
/// <item>Three queues, first in, first out: a small one for newcomers, with a tenth of the room; the main one; and ghosts, the hashes of newcomers that had to leave.</item>
/// <item>Who reads an entry counts a use, up to 3, and moves nothing: reading takes no lock.</item>
/// <item>The oldest of the small queue moves to the main one if it was used twice since it came, else it leaves and is a ghost. A newcomer that is a ghost goes to the main queue at once.</item>
/// <item>The oldest of the main queue goes round again with one use less, and leaves when it has none.</item>
/// <item>Room is made before an entry comes in, so neither limit is ever passed. What is heavier than the whole cache is not kept, and makes nothing leave.</item>
/// </list>
/// Origin: Yang, Zhang, Qiu, Yue, Rashmi: FIFO queues are all you need for cache eviction, SOSP 2023. Why this one stands in docs/layers/caching.md.
/// </remarks>
/// <param name="maxEntries">How many entries it keeps at most; at least 1.</param>
/// <param name="maxBytes">What they weigh at most together.</param>
internal sealed class S3Fifo(int maxEntries, long maxBytes)
{
    private const int SmallPart = 10;

    private readonly Lock _gate = new();

    // All under _gate.
    private readonly CacheQueue _small = new();
    private readonly CacheQueue _main = new();
    private readonly Ghosts _ghosts = new(maxEntries);
    private long _evictions;
    private int _age;

    // Only Interlocked.
    private int _salt;

    /// <summary>How many entries there are, what they weigh, and how many had to leave for others.</summary>
    public (int Entries, long Bytes, long Evictions) Size
    {
        get
        {
            lock (_gate)
            {
                return (_small.Count + _main.Count, _small.Bytes + _main.Bytes, _evictions);
            }
        }
    }

    /// <summary>Goes up whenever everything is forgotten. What began before that is not kept.</summary>
    public int Age => Volatile.Read(ref _age);

    /// <summary>A number for each step, so that equal keys of two steps are two ghosts.</summary>
    public int NextSalt() => Interlocked.Increment(ref _salt);

    /// <summary>Keeps an entry, and lets others leave for it.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="age">The <see cref="Age"/> when the value began to be made.</param>
    /// <returns>Whether it is kept.</returns>
    public bool TryAdd(CacheEntry entry, int age)
    {
        lock (_gate)
        {
            if (entry.Bytes > maxBytes || age != _age)
            {
                return false;
            }

            var before = entry.Before;
            var queue = _ghosts.Remove(entry.Hash) || before?.Queue == _main ? _main : _small;
            if (before is not null)
            {
                Drop(before);
            }

            while (_small.Count + _main.Count >= maxEntries || _small.Bytes + _main.Bytes > maxBytes - entry.Bytes)
            {
                MakeRoom();
            }

            queue.Add(entry);
            entry.Enter();
            return true;
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            Volatile.Write(ref _age, _age + 1);
            while ((_small.Oldest ?? _main.Oldest) is { } oldest)
            {
                Drop(oldest);
            }

            _ghosts.Clear();
        }
    }

    private static void Drop(CacheEntry entry)
    {
        // One that could not be taken out of its table stands in no queue any more.
        entry.Queue?.Remove(entry);
        entry.Leave();
    }

    private void MakeRoom()
    {
        var isSmallFull = _small.Count > maxEntries / SmallPart || _small.Bytes > maxBytes / SmallPart;
        if (_small.Oldest is { } newcomer && (isSmallFull || _main.Oldest is null))
        {
            LeaveSmall(newcomer);
        }
        else
        {
            LeaveMain(_main.Oldest!);
        }
    }

    private void LeaveSmall(CacheEntry entry)
    {
        if (entry.Uses > 1)
        {
            entry.Uses = 0;
            _small.Remove(entry);
            _main.Add(entry);
            return;
        }

        _ghosts.Add(entry.Hash);
        Drop(entry);
        _evictions++;
    }

    private void LeaveMain(CacheEntry entry)
    {
        if (entry.Uses > 0)
        {
            entry.Uses--;
            _main.Remove(entry);
            _main.Add(entry);
            return;
        }

        Drop(entry);
        _evictions++;
    }
}
