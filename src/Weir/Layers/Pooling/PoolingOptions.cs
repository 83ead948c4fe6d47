namespace Weir.Layers.Pooling;

/// <summary>How many buffers and objects are kept to be used again, and when some of them are dropped.</summary>
public sealed record PoolingOptions
{
    /// <summary>Whether the layer is on; default true. False switches it off where an outer level switches it on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Why it is on or off, in words; default null, not said. Part of files.</summary>
    public string? Reason { get; init; }

    /// <summary>How many buffers or objects one pool keeps at most; what is given back beyond that is dropped. Default 500, range 1 to 100,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxObjects { get; init => field = Require.InRange(value, 1, 100_000); } = 500;

    /// <summary>How many pools there are at most, one for each type of object and each size of buffer; what has none is made anew. Default 50, range 1 to 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxPools { get; init => field = Require.InRange(value, 1, 10_000); } = 50;

    /// <summary>How full a pool may be, as a share of <see cref="MaxObjects"/>, before it is trimmed; default 0.75, range 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double CleanupThreshold { get; init => field = Require.InRange(value, 0, 1); } = 0.75;

    /// <summary>The longest buffer that is kept, in bytes; default 1,048,576, range 1 to 1,073,741,824.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxBufferLength { get; init => field = Require.InRange(value, 1, 1 << 30); } = 1 << 20;

    /// <summary>How many bytes all buffers that are kept have together; default 67,108,864 (64 MiB), range 0 to 1,099,511,627,776 (1 TiB).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public long MaxBytes { get; init => field = Require.InRange(value, 0, 1L << 40); } = 64L << 20;
}
