namespace Weir.Layers.Fusion;

/// <summary>When steps that only compute run as one, with one record of their time.</summary>
public sealed record FusionOptions
{
    /// <summary>Whether it is on; default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Why it is on or off; part of the options file. Default null.</summary>
    public string? Reason { get; init; }

    /// <summary>How many such steps there must be in a row at least; default 2, range 2 to 1000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MinSteps { get; init => field = Require.InRange(value, 2, 1_000); } = 2;
}
