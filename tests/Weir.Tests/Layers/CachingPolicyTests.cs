using Weir.Layers.Caching;

namespace Weir.Tests.Layers;

/// <summary>What S3-FIFO keeps: its bounds, against a model, and how often it has what is asked for.</summary>
public class CachingPolicyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(100)]
    public void Entries_AgainstAModel_HaveTheValueLastGiven_AndNeverPassEitherLimit(int maxEntries)
    {
        const long MaxBytes = 500;
        var random = new Random(maxEntries);
        var (policy, model) = (new S3Fifo(maxEntries, MaxBytes), new Dictionary<int, int>());
        var kept = new Kept(policy);
        for (var i = 0; i < 20_000; i++)
        {
            var key = random.Next(60);
            if (random.Next(2_000) == 0)
            {
                policy.Clear();
                model.Clear();
                Assert.Empty(kept.Entries);
            }

            if (kept.TryGet(key, out var value))
            {
                Assert.Equal(model[key], value);
            }

            if (random.Next(3) > 0)
            {
                var bytes = 1 + (key * 10);
                Assert.Equal(bytes <= MaxBytes, kept.Offer(key, i, bytes));
                model[key] = bytes <= MaxBytes ? i : model.GetValueOrDefault(key);
            }

            var size = policy.Size;
            Assert.InRange(size.Entries, 0, maxEntries);
            Assert.InRange(size.Bytes, 0, MaxBytes);
            Assert.Equal((kept.Entries.Count, kept.Entries.Values.Sum(static entry => entry.Bytes)), (size.Entries, size.Bytes));
        }

        Assert.True(policy.Size.Evictions > 0);
    }

    [Fact]
    public void Entries_AskedForOnce_DoNotPushOutThoseAskedForOften()
    {
        var kept = new Kept(new S3Fifo(100, long.MaxValue));
        for (var round = 0; round < 4; round++)
        {
            Enumerable.Range(0, 80).ToList().ForEach(key => kept.Use(key));
        }

        for (var scanned = 1_000; scanned < 3_000; scanned++)
        {
            kept.Use(scanned);
        }

        Assert.Equal(80, Enumerable.Range(0, 80).Count(key => kept.TryGet(key, out _)));
    }

    [Fact]
    public void Entry_ThatIsOfferedAgain_TakesThePlaceOfTheOldOne()
    {
        var policy = new S3Fifo(10, 1_000);
        var kept = new Kept(policy);
        kept.Offer(1, 1, 100);
        kept.Offer(1, 2, 300);
        Assert.True(kept.TryGet(1, out var value));
        Assert.Equal((2, (1, 300L, 0L)), (value, policy.Size));
    }

    [Fact]
    public void Ghosts_ComeBackToTheMainQueue()
    {
        var kept = new Kept(new S3Fifo(10, long.MaxValue));
        for (var key = 0; key < 11; key++)
        {
            kept.Use(key);
        }

        // The first had to leave; asked for again it is no newcomer any more, and outlives those that are.
        Assert.False(kept.Use(0));
        for (var key = 20; key < 28; key++)
        {
            kept.Use(key);
        }

        Assert.True(kept.TryGet(0, out _));
        Assert.False(kept.TryGet(5, out _));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1_000)]
    public void HitRate_OnZipfWithScans_IsSevenPointsOverThatOfLeastRecentlyUsed(int size)
    {
        var requests = Requests(200_000);
        var kept = new Kept(new S3Fifo(size, long.MaxValue));
        var recent = new Recent(size);
        var (ours, theirs) = (100.0 * requests.Count(kept.Use) / requests.Length, 100.0 * requests.Count(recent.Use) / requests.Length);
        Assert.True(ours > theirs + 7, $"{ours:0.0} against {theirs:0.0}");
    }

    /// <summary>Zipf 0.9 over 10,000 keys; after each 8,500 requests 1,500 keys that come once.</summary>
    private static int[] Requests(int count)
    {
        var random = new Random(5);
        var sums = new double[10_000];
        var sum = 0.0;
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = sum += Math.Pow(i + 1, -0.9);
        }

        var scanned = sums.Length;
        return [.. Enumerable.Range(0, count).Select(i => i % 10_000 >= 8_500 ? scanned++ : Array.BinarySearch(sums, random.NextDouble() * sum) is var at && at < 0 ? ~at : at)];
    }

    /// <summary>A table with a policy.</summary>
    private sealed class Kept(S3Fifo policy)
    {
        public Dictionary<int, Entry> Entries { get; } = [];

        public bool TryGet(int key, out int value)
        {
            var isThere = Entries.TryGetValue(key, out var entry);
            entry?.Use();
            value = entry?.Value ?? 0;
            return isThere;
        }

        public bool Offer(int key, int value, long bytes) => policy.TryAdd(new Entry(Entries, key, value, bytes), policy.Age);

        public bool Use(int key) => TryGet(key, out _) || !Offer(key, key, 1);
    }

    private sealed class Entry(Dictionary<int, Entry> entries, int key, int value, long bytes) : CacheEntry(key, bytes)
    {
        public int Value => value;

        public override CacheEntry? Before => entries.GetValueOrDefault(Hash);

        public override void Enter() => entries[Hash] = this;

        public override void Leave() => entries.Remove(Hash);
    }

    private sealed class Recent(int size)
    {
        private readonly Dictionary<int, LinkedListNode<int>> _nodes = [];
        private readonly LinkedList<int> _order = new();

        public bool Use(int key)
        {
            var isThere = _nodes.Remove(key, out var node);
            if (isThere)
            {
                _order.Remove(node!);
            }
            else if (_nodes.Count == size)
            {
                _nodes.Remove(_order.Last!.Value);
                _order.RemoveLast();
            }

            _nodes[key] = _order.AddFirst(key);
            return isThere;
        }
    }
}
