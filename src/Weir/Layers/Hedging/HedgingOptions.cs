namespace Weir.Layers.Hedging;

/// <summary>When a step that takes long is called once more beside the first call.</summary>
public sealed record HedgingOptions
{
    /// <summary>Whether the layer is on; default true. False switches it off where an outer level switches it on, and adding it adds nothing.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Why it is on or off, in words; default null, not said. Part of files.</summary>
    public string? Reason { get; init; }

    /// <summary>How long each call is waited for before the next begins; default 2 seconds, range 1 millisecond to 1 day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan Delay { get; init => field = Require.InRange(value, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1)); } = TimeSpan.FromSeconds(2);

    /// <summary>How many calls there are at most, the first included; default 2, range 2 to 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxCalls { get; init => field = Require.InRange(value, 2, 10); } = 2;
}
