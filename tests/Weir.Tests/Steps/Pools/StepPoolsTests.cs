namespace Weir.Tests.Steps.Pools;

public class StepPoolsTests
{
    private static readonly PoolLimits Limits = new(MaxObjects: 8, MaxPools: 4, MaxBytes: 1 << 20, MaxBufferLength: 4_096, CleanupThreshold: 1);

    [Theory]
    [InlineData(1, 64)]
    [InlineData(64, 64)]
    [InlineData(65, 128)]
    [InlineData(4_000, 4_096)]
    [InlineData(4_096, 4_096)]
    [InlineData(4_097, 4_097)]
    [InlineData(0, 0)]
    public void Buffers_AreOfAFewSizes_AndLongOnesAreNot(int length, int size)
    {
        var pools = new StepPools(Limits);
        var buffer = pools.Rent(length);
        Assert.Equal(size, buffer.Length);
        pools.Return(buffer, length);
        Assert.Equal(length is > 0 and <= 4_096, ReferenceEquals(buffer, pools.Rent(length)));
    }

    [Fact]
    public void MaxBufferLength_ThatIsNoPowerOfTwo_IsASizeOfItsOwn()
    {
        var pools = new StepPools(Limits with { MaxBufferLength = 5_000 });
        var (small, large) = (pools.Rent(4_096), pools.Rent(4_500));
        Assert.Equal((4_096, 5_000), (small.Length, large.Length));
        pools.Return(small, 4_096);
        pools.Return(large, 4_500);
        Assert.Same(large, pools.Rent(5_000));
        Assert.Same(small, pools.Rent(4_000));
    }

    [Fact]
    public void Buffer_ThatWasGivenBack_IsCleared()
    {
        var pools = new StepPools(Limits);
        var buffer = pools.Rent(100);
        buffer.AsSpan(0, 100).Fill(9);
        pools.Return(buffer, 100);
        Assert.Same(buffer, pools.Rent(128));
        Assert.All(buffer, static one => Assert.Equal(0, one));
    }

    [Fact]
    public void MaxObjects_BoundsWhatOnePoolKeeps()
    {
        var pools = new StepPools(Limits with { CleanupThreshold = 1, MaxPools = 4 });

        // A second pool, so that the first is full before all of them are.
        pools.Return(pools.Rent(4_096), 4_096);
        foreach (var buffer in Enumerable.Range(0, 20).Select(_ => pools.Rent(64)).ToArray())
        {
            pools.Return(buffer, 64);
        }

        Assert.Equal((2, 9, (8 * 64) + 4_096, 12), (pools.Counts.Pools, pools.Counts.Idle, pools.Counts.IdleBytes, pools.Counts.Dropped));
    }

    [Fact]
    public void MaxBytes_BoundsAllBuffers()
    {
        var pools = new StepPools(Limits with { MaxBytes = 5_000 });
        foreach (var buffer in Enumerable.Range(0, 4).Select(i => pools.Rent(i % 2 == 0 ? 4_096 : 1_024)).ToArray())
        {
            pools.Return(buffer, 1);
        }

        Assert.Equal((1, 4_096, 3), (pools.Counts.Idle, pools.Counts.IdleBytes, pools.Counts.Dropped));
    }

    [Fact]
    public void MaxPools_BoundsTheKinds_AndThoseThatAreThereGoOn()
    {
        var pools = new StepPools(Limits with { MaxPools = 2 });
        foreach (var length in new[] { 64, 128, 256 })
        {
            var buffer = pools.Rent(length);
            pools.Return(buffer, length);
            Assert.Equal(length < 256, ReferenceEquals(buffer, pools.Rent(length)));
        }

        var policy = new PoolPolicy<object>(static () => new object(), static _ => { });
        var item = pools.Rent(policy);
        pools.Return(policy, item);
        Assert.NotSame(item, pools.Rent(policy));
        Assert.Equal(2, pools.Counts.Pools);
    }

    [Theory]
    [InlineData(0.5, 4, 2)]
    [InlineData(0.75, 6, 3)]
    [InlineData(1, 8, 4)]
    public void CleanupThreshold_WhenReached_HalvesThePools(double threshold, int reached, int kept)
    {
        var pools = new StepPools(Limits with { CleanupThreshold = threshold });
        var buffers = Enumerable.Range(0, reached).Select(_ => pools.Rent(64)).ToArray();
        foreach (var buffer in buffers[..^1])
        {
            pools.Return(buffer, 64);
        }

        Assert.Equal(reached - 1, pools.Counts.Idle);
        pools.Return(buffers[^1], 64);
        Assert.Equal((kept, kept * 64L), (pools.Counts.Idle, pools.Counts.IdleBytes));

        // The youngest are kept.
        Assert.Same(buffers[^1], pools.Rent(64));
    }

    [Fact]
    public void Policy_OfWhichNothingIsKept_MakesRoomForOthers()
    {
        var pools = new StepPools(Limits with { MaxPools = 1, MaxObjects = 1 });
        for (var i = 0; i < 3; i++)
        {
            var policy = new PoolPolicy<object>(static () => new object(), static _ => { });
            pools.Return(policy, pools.Rent(policy));
            Assert.Equal((0, 0, i + 1), (pools.Counts.Pools, pools.Counts.Idle, pools.Counts.Dropped));
        }
    }

    [Fact]
    public void Object_ThatCannotBeReset_IsDropped()
    {
        var pools = new StepPools(Limits);
        var policy = new PoolPolicy<List<int>>(static () => [], static list => _ = list.Count > 1 ? throw Some.Failure() : 0);
        var item = pools.Rent(policy);
        item.AddRange([1, 2]);
        pools.Return(policy, item);
        Assert.NotSame(item, pools.Rent(policy));
        Assert.Equal((0, 1), (pools.Counts.Idle, pools.Counts.Dropped));
    }

    [Fact]
    public void Policy_ThatMakesNull_IsToldSo()
    {
        var policy = new PoolPolicy<string>(static () => null!, static _ => { });
        Assert.Contains("made null", Assert.Throws<InvalidOperationException>(() => new StepPools(Limits).Rent(policy)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(static () => new PoolPolicy<string>(null!, static _ => { }));
        Assert.Throws<ArgumentNullException>(static () => new PoolPolicy<string>(static () => "", null!));
    }

    [Fact]
    public async Task Pools_UnderEightThreads_GiveNothingTwiceAndKeepTheirBounds()
    {
        var limits = Limits with { MaxObjects = 6, MaxPools = 6, MaxBytes = 20_000, CleanupThreshold = 0.6 };
        var pools = new StepPools(limits);
        PoolPolicy<Owned>[] policies = [.. Enumerable.Range(0, 4).Select(static _ => new PoolPolicy<Owned>(static () => new Owned(), static one => one.Value = 0))];
        await Task.WhenAll(Enumerable.Range(1, 8).Select(thread => Task.Factory.StartNew(
            () => Use(pools, policies, thread), Some.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        var counts = pools.Counts;
        Assert.InRange(counts.Pools, 1, limits.MaxPools);
        Assert.InRange(counts.Idle, 0, limits.MaxObjects * limits.MaxPools);
        Assert.InRange(counts.IdleBytes, 0, limits.MaxBytes);
        Assert.True(counts.Reused > 0);

        // All that is said to be there is there, and clear.
        var before = counts.Reused;
        foreach (var length in new[] { 64, 128, 256, 512, 1_024, 2_048, 4_096 })
        {
            for (var i = 0; i < limits.MaxObjects; i++)
            {
                Assert.All(pools.Rent(length), static one => Assert.Equal(0, one));
            }
        }

        Assert.Equal(0, pools.Counts.IdleBytes);
        foreach (var policy in policies)
        {
            for (var i = 0; i < limits.MaxObjects; i++)
            {
                Assert.Equal(0, pools.Rent(policy).Value);
            }
        }

        Assert.Equal((counts.Idle, 0), (pools.Counts.Reused - before, pools.Counts.Idle));
    }

    private static void Use(StepPools pools, PoolPolicy<Owned>[] policies, int thread)
    {
        var random = new Random(thread);
        var (buffers, items) = (new Queue<(byte[] Bytes, int Length)>(), new Queue<(PoolPolicy<Owned> Policy, Owned Item)>());
        for (var turn = 0; turn < 5_000; turn++)
        {
            var length = random.Next(1, 4_097);
            var buffer = pools.Rent(length);
            Assert.Equal(-1, buffer.AsSpan().IndexOfAnyExcept((byte)0));
            buffer.AsSpan(0, length).Fill((byte)thread);
            buffers.Enqueue((buffer, length));
            var policy = policies[random.Next(policies.Length)];
            var item = pools.Rent(policy);
            Assert.Equal(0, Interlocked.CompareExchange(ref item.Value, thread, 0));
            items.Enqueue((policy, item));
            while (buffers.Count > random.Next(8))
            {
                var (bytes, used) = buffers.Dequeue();
                Assert.Equal(-1, bytes.AsSpan(0, used).IndexOfAnyExcept((byte)thread));
                pools.Return(bytes, used);
            }

            while (items.Count > random.Next(8))
            {
                var (rented, owned) = items.Dequeue();
                Assert.Equal(thread, owned.Value);
                pools.Return(rented, owned);
            }
        }

        foreach (var (bytes, used) in buffers)
        {
            pools.Return(bytes, used);
        }

        foreach (var (rented, owned) in items)
        {
            pools.Return(rented, owned);
        }
    }

    private sealed class Owned
    {
        public int Value;
    }
}
