namespace Weir.Layers.Caching;

/// <summary>How many outputs of steps are kept for later calls with the same input, and for how long.</summary>
public sealed record CachingOptions
{
    /// <summary>Whether the layer is on; default true. False switches it off where an outer level switches it on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Why it is on or off, in words; default null, not said. Part of files.</summary>
    public string? Reason { get; init; }

    /// <summary>How many outputs are kept at most; default 1,024, range 1 to 10,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxEntries { get; init => field = Require.InRange(value, 1, 10_000_000); } = 1_024;

    /// <summary>How many bytes of outputs are kept at most; default 67,108,864 (64 MiB), range 1,024 to 1,099,511,627,776 (1 TiB).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public long MaxBytes { get; init => field = Require.InRange(value, 1L << 10, 1L << 40); } = 64L << 20;

    /// <summary>How old an output may be that is used again; default 1 hour, range 1 millisecond to 365 days.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan TimeToLive { get; init => field = Require.InRange(value, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(365)); } = TimeSpan.FromHours(1);

    /// <summary>A part of every key: outputs that were kept under another version are not found. Default null, none.</summary>
    public string? Version { get; init; }
}
