namespace Weir.Layers.Pooling;

/// <summary>How many buffers and objects are kept to be used again, and when some of them are dropped.</summary>
public sealed record PoolingOptions
{
    /// <summary>Whether it is on; default true. Off is as if it had not been added.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Why it is on or off, in words, for whoever reads the options; default null.</summary>
    public string? Reason { get; init; }

    /// <summary>How many buffers or objects one pool keeps at most; what is given back beyond that is dropped. Default 500, range 1 to 100,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxObjects { get; init => field = Require.InRange(value, 1, 100_000); } = 500;

    /// <summary>How many pools there are at most, one for each size of buffer (a power of two) and each <see cref="PoolPolicy{T}"/>; what has none is made anew. Default 50, range 1 to 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxPools { get; init => field = Require.InRange(value, 1, 10_000); } = 50;

    /// <summary>
    /// How full the pools together may be, as a share of what they may keep (<see cref="MaxObjects"/> in each, or <see cref="MaxBytes"/>), before each drops the half that
    /// was not used for longest. Default 0.75, range 0 to 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double CleanupThreshold { get; init => field = Require.InRange(value, 0, 1); } = 0.75;

    /// <summary>The longest buffer that is kept, in bytes; longer ones are made anew. Default 1,048,576, range 1 to 1,073,741,824.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxBufferLength { get; init => field = Require.InRange(value, 1, 1 << 30); } = 1 << 20;

    /// <summary>How many bytes all buffers that are kept have together; default 67,108,864 (64 MiB), range 0 to 1,099,511,627,776.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public long MaxBytes { get; init => field = Require.InRange(value, 0, 1L << 40); } = 64L << 20;
}
