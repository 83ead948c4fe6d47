namespace Weir.Layers.Contexts;

/// <summary>Whether branches and items share the state of their pipeline until they change it.</summary>
public sealed record ContextsOptions
{
    /// <summary>Whether the layer is on; default true. False switches it off where an outer level switches it on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Why it is on or off, in words; default null, not said. Part of files.</summary>
    public string? Reason { get; init; }

    /// <summary>How many changes a fork keeps beside what it shares, before it takes a copy of its own; default 1,024, range 16 to 1,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxDelta { get; init => field = Require.InRange(value, 16, 1_000_000); } = 1_024;
}
