namespace Weir;

/// <summary>Counts how often a cache had what it was asked for. Whoever caches has one.</summary>
internal sealed class CacheCounter
{
    private readonly ThreadCounter _hits = new();
    private readonly ThreadCounter _misses = new();

    public long Hits => _hits.Value;

    public long Misses => _misses.Value;

    public void Hit() => _hits.Increment();

    public void Miss() => _misses.Increment();
}
