using Weir.Generation.Templates.Caching;

namespace Weir.Tests.Generation.Templates;

public sealed class FrequencyCacheTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(150)]
    public void TryGet_OfZipf_HitsAlmostAsOftenAsTheBestFixedSet(int capacity)
    {
        const int Requests = 1_000_000;
        var cache = new FrequencyCache<int, int>(capacity, long.MaxValue);
        for (var id = 0; id < 20; id++)
        {
            cache.Offer(id, id, 1);
        }

        var random = new Random(7);
        var zipf = Zipf(200);
        var (hits, best) = (0, 0);
        for (var i = 0; i < Requests; i++)
        {
            var id = Draw(zipf, random);
            best += id < capacity ? 1 : 0;
            hits += Use(cache, id) ? 1 : 0;
        }

        var rate = (double)hits / Requests;
        Assert.True(rate > ((double)best / Requests) - 0.01, $"{rate} of {(double)best / Requests}");
        Assert.True(capacity < 150 || rate >= 0.95, $"{rate}");
    }

    [Fact]
    public void TryGet_WhenOthersBecomePopular_LearnsIt()
    {
        var cache = new FrequencyCache<int, int>(50, long.MaxValue);
        var random = new Random(8);
        var zipf = Zipf(200);
        for (var i = 0; i < 200_000; i++)
        {
            Use(cache, Draw(zipf, random));
        }

        var (hits, best) = (0, 0);
        for (var i = 0; i < 200_000; i++)
        {
            var id = Draw(zipf, random);
            if (Use(cache, 1000 + id) && i >= 100_000)
            {
                hits++;
            }

            best += i >= 100_000 && id < 50 ? 1 : 0;
        }

        Assert.True(hits > 0.97 * best, $"{hits} of {best}");
    }

    [Fact]
    public void Offer_OfMoreThanItHolds_StaysWithinBothLimits()
    {
        var cache = new FrequencyCache<int, int>(10, 100);
        var random = new Random(9);
        for (var i = 0; i < 5_000; i++)
        {
            var id = random.Next(40);
            if (!cache.TryGet(id, out var value))
            {
                cache.Offer(id, id, 1 + (id % 30));
            }
            else
            {
                Assert.Equal(id, value);
            }

            var (count, weight, _) = cache.Size;
            Assert.InRange(count, 0, 10);
            Assert.InRange(weight, 0, 100);
            Assert.Equal(count, cache.Values.Count());
            Assert.Equal(weight, cache.Values.Sum(static one => 1L + (one % 30)));
        }

        Assert.True(cache.Size.Evictions > 0);
    }

    [Fact]
    public void Offer_OfWhatIsHeavierThanTheCache_KeepsItNotAndEmptiesNothing()
    {
        var cache = new FrequencyCache<string, int>(10, 100);
        Assert.True(cache.Offer("a", 1, 60));
        Assert.False(cache.Offer("huge", 2, 101));
        Assert.True(cache.TryGet("a", out _));
        Assert.False(cache.TryGet("huge", out _));
        Assert.Equal((1, 60L, 0L), cache.Size);
    }

    [Fact]
    public void Offer_OfANewcomer_TakesThePlaceOnlyOfWhatIsUsedLess()
    {
        var cache = new FrequencyCache<string, int>(2, 100);
        cache.Offer("often", 1, 1);
        cache.Offer("seldom", 2, 1);
        for (var i = 0; i < 10; i++)
        {
            cache.TryGet("often", out _);
        }

        Assert.False(cache.Offer("new", 3, 1));
        Assert.True(cache.Offer("new", 3, 1));
        Assert.True(cache.TryPeek("often", out _));
        Assert.True(cache.TryPeek("new", out _));
        Assert.False(cache.TryPeek("seldom", out _));
    }

    [Fact]
    public void Offer_OfANewerValue_ReplacesTheOlderOne()
    {
        var cache = new FrequencyCache<string, int>(2, 100);
        cache.Offer("a", 1, 10);
        cache.Offer("a", 2, 30);
        Assert.True(cache.TryGet("a", out var value));
        Assert.Equal(2, value);
        Assert.Equal((1, 30L, 0L), cache.Size);
        Assert.True(cache.Remove("a"));
        Assert.False(cache.Remove("a"));
        Assert.Equal((0, 0L, 0L), cache.Size);
    }

    private static bool Use(FrequencyCache<int, int> cache, int id)
    {
        var isThere = cache.TryGet(id, out _);
        if (!isThere)
        {
            cache.Offer(id, id, 1);
        }

        return isThere;
    }

    /// <summary>The share of the first so many of Zipf 1.0.</summary>
    private static double[] Zipf(int count)
    {
        var sums = new double[count];
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sums[i] = sum += 1.0 / (i + 1);
        }

        return [.. sums.Select(one => one / sum)];
    }

    private static int Draw(double[] zipf, Random random) => Array.BinarySearch(zipf, random.NextDouble()) is var at && at < 0 ? ~at : at;
}
