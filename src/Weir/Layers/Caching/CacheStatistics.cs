namespace Weir.Layers.Caching;

/// <summary>What a cache has done since it was made, and what is in it.</summary>
/// <param name="Hits">How many calls were answered without calling the step.</param>
/// <param name="Misses">How many calls called the step.</param>
/// <param name="Evictions">How many outputs had to leave for others.</param>
/// <param name="Entries">How many outputs there are, those that are too old to be used included.</param>
/// <param name="Bytes">What they weigh together.</param>
public sealed record CacheStatistics(long Hits, long Misses, long Evictions, int Entries, long Bytes)
{
    /// <summary>Hits divided by hits and misses, 0 to 1; null as long as the cache was not asked.</summary>
    public double? HitRate => Hits + Misses is > 0 and var asked ? Hits / (double)asked : null;
}
