using Microsoft.Extensions.Caching.Memory;
using Weir.Layers.Caching;

namespace Weir.Lab.Proving;

/// <summary>The cache of .NET, whose hit rate that of the layer is compared with.</summary>
internal static class MemoryCacheRival
{
    public static CachingRival Make() => new(nameof(MemoryCache), HitRate);

    private static double HitRate(IReadOnlyList<int> requests, int entries)
    {
        using var cache = new MemoryCache(new MemoryCacheOptions { SizeLimit = entries });
        var hits = 0;
        foreach (var key in requests)
        {
            if (cache.TryGetValue(key, out _))
            {
                hits++;
            }
            else
            {
                cache.Set(key, key, new MemoryCacheEntryOptions { Size = 1 });
            }
        }

        return (double)hits / requests.Count;
    }
}
