namespace Weir.Layers.Caching;

/// <summary>Another cache, to compare how often it has what is asked for.</summary>
/// <param name="Name">Its name, such as <c>MemoryCache</c>.</param>
/// <param name="HitRate">Asks a new one with that many entries for each key in turn, puts in what it lacks, and gives hits divided by requests, 0 to 1.</param>
public sealed record CachingRival(string Name, Func<IReadOnlyList<int>, int, double> HitRate);
