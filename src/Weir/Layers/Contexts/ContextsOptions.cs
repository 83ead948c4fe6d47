namespace Weir.Layers.Contexts;

/// <summary>How branches get their state without copying it first.</summary>
public sealed record ContextsOptions
{
    /// <summary>Whether it is on; default true. Off is as if it had not been added.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Why it is on or off, in words, for whoever reads the options; default null.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// How many changes a fork of a <see cref="StateMap{TKey, TValue}"/> keeps beside the entries that it shares, before it takes a table of its own, which
    /// copies them all; in any case not more than half as many as it shares, or 16. More makes forks with many changes cheaper to make, and slower to read. Default 1,024, range 16 to 1,000,000.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxDelta { get; init => field = Require.InRange(value, 16, 1_000_000); } = 1_024;
}
