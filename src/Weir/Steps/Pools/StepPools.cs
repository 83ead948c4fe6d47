using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Weir;

/// <summary>The buffers and objects that steps of some pipelines use one after the other. Any number of threads may be inside.</summary>
/// <remarks>
/// Rules: what is in a pool is cleared, and nobody else has it. A pool keeps at most so many, all buffers together at most so many bytes;
/// when the pools are as full as the threshold says, each drops half. A kind that comes when there are enough pools is not pooled.
/// </remarks>
internal sealed class StepPools(PoolLimits limits)
{
    private const int MinLength = 64;

    private readonly Lock _trimming = new();

    // By policy, or for buffers by their length.
    private readonly ConcurrentDictionary<object, IdlePool> _pools = new();

    // The pools of buffers once more, by the logarithm of their length, to find them without hashing. They are never forgotten.
    private readonly IdlePool<byte[]>?[] _buffers = new IdlePool<byte[]>?[32];

    // Only Interlocked. What is counted here is in a pool, or about to be.
    private int _idle;
    private long _idleBytes;
    private long _dropped;
    private long _reused;
    private int _count;

    public PoolCounts Counts => new(
        Volatile.Read(ref _count),
        Volatile.Read(ref _idle),
        Interlocked.Read(ref _idleBytes),
        Interlocked.Read(ref _reused) + _pools.Values.Sum(static pool => pool.Reused),
        Interlocked.Read(ref _dropped) + _pools.Values.Sum(static pool => pool.Dropped));

    /// <summary>Zeros of at least some length.</summary>
    public byte[] Rent(int length)
    {
        if (length > limits.MaxBufferLength || length == 0)
        {
            return new byte[length];
        }

        var size = SizeOf(length);
        if (BuffersOf(size) is { } pool && pool.TryTake(out var buffer))
        {
            Interlocked.Decrement(ref _idle);
            Interlocked.Add(ref _idleBytes, -size);
            return buffer;
        }

        return new byte[size];
    }

    /// <summary>Takes a buffer back, of which no more than its beginning was written to.</summary>
    public void Return(byte[] buffer, int length)
    {
        var size = buffer.Length;
        if (length > limits.MaxBufferLength || length == 0 || BuffersOf(size) is not { } pool)
        {
            return;
        }

        if (Interlocked.Add(ref _idleBytes, size) > limits.MaxBytes)
        {
            Interlocked.Add(ref _idleBytes, -size);
            pool.Drop();
            return;
        }

        buffer.AsSpan(0, length).Clear();
        if (!TryKeep(pool, buffer))
        {
            Interlocked.Add(ref _idleBytes, -size);
        }
    }

    /// <summary>An object as its policy makes one.</summary>
    public T Rent<T>(PoolPolicy<T> policy)
        where T : class
    {
        if (TryGetPool<T>(policy, out var pool) && pool.TryTake(out var kept))
        {
            Interlocked.Decrement(ref _idle);
            return kept;
        }

        return policy.Create();
    }

    /// <summary>Takes an object back; one that cannot be reset is dropped.</summary>
    public void Return<T>(PoolPolicy<T> policy, T item)
        where T : class
    {
        if (!TryGetPool<T>(policy, out var pool))
        {
            return;
        }

        if (policy.TryReset(item))
        {
            TryKeep(pool, item);
        }
        else
        {
            pool.Drop();
        }
    }

    private bool TryKeep<T>(IdlePool<T> pool, T item)
        where T : class
    {
        Interlocked.Increment(ref _idle);
        if (!pool.TryKeep(item))
        {
            Interlocked.Decrement(ref _idle);
            return false;
        }

        if (IsFull)
        {
            Trim();
        }

        return true;
    }

    private bool IsFull =>
        Volatile.Read(ref _idle) >= limits.CleanupThreshold * limits.MaxObjects * Math.Max(1, Volatile.Read(ref _count))
        || (limits.MaxBytes > 0 && Interlocked.Read(ref _idleBytes) >= limits.CleanupThreshold * limits.MaxBytes);

    /// <summary>Halves what every pool keeps, and forgets policies of which nothing is kept.</summary>
    private void Trim()
    {
        if (!_trimming.TryEnter())
        {
            // Somebody is at it.
            return;
        }

        try
        {
            foreach (var (kind, pool) in _pools)
            {
                var dropped = pool.Trim();
                Interlocked.Add(ref _idle, -dropped);
                Interlocked.Add(ref _idleBytes, -(long)dropped * (kind as int? ?? 0));
                if (kind is not int && pool.TryClose())
                {
                    Forget(kind, pool);
                }
            }
        }
        finally
        {
            _trimming.Exit();
        }
    }

    private void Forget(object kind, IdlePool pool)
    {
        if (_pools.TryRemove(new KeyValuePair<object, IdlePool>(kind, pool)))
        {
            Interlocked.Decrement(ref _count);
            Interlocked.Add(ref _reused, pool.Reused);
            Interlocked.Add(ref _dropped, pool.Dropped);
        }
    }

    private int SizeOf(int length) =>
        (int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)Math.Max(length, MinLength)), (uint)Math.Max(limits.MaxBufferLength, MinLength));

    private IdlePool<byte[]>? BuffersOf(int size)
    {
        ref var place = ref _buffers[BitOperations.Log2((uint)size - 1) + 1];
        var found = Volatile.Read(ref place);
        if (found is null && TryGetPool<byte[]>(size, out found))
        {
            Volatile.Write(ref place, found);
        }

        return found;
    }

    private bool TryGetPool<T>(object kind, [NotNullWhen(true)] out IdlePool<T>? pool)
        where T : class
    {
        if (_pools.TryGetValue(kind, out var found))
        {
            pool = (IdlePool<T>)found;
            return true;
        }

        pool = null;
        if (Interlocked.Increment(ref _count) > limits.MaxPools)
        {
            Interlocked.Decrement(ref _count);
            return false;
        }

        pool = new IdlePool<T>(limits.MaxObjects);
        found = _pools.GetOrAdd(kind, pool);
        if (!ReferenceEquals(found, pool))
        {
            Interlocked.Decrement(ref _count);
            pool = (IdlePool<T>)found;
        }

        return true;
    }
}
