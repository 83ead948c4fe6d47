namespace Weir.Layers.Fusion;

/// <summary>When neighbouring steps become one.</summary>
public sealed record FusionOptions
{
    /// <summary>Whether the layer is on; default true. False switches it off where an outer level switches it on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Why it is on or off, in words; default null, not said. Part of files.</summary>
    public string? Reason { get; init; }

    /// <summary>How many neighbours there must be at least to become one; default 2, range 2 to 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MinSteps { get; init => field = Require.InRange(value, 2, 1_000); } = 2;
}
