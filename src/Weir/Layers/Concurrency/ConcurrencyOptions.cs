namespace Weir.Layers.Concurrency;

/// <summary>How many calls of steps run at once that are items or branches of fan-outs, and how long the others wait.</summary>
/// <remarks>An item or branch is one call if it is a step, or a pipeline of nothing but steps. What runs inside a call that is counted is not counted.</remarks>
public sealed record ConcurrencyOptions
{
    /// <summary>Whether the layer is on; default true. False switches it off where an outer level switches it on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Why it is on or off, in words; default null, not said. Part of files.</summary>
    public string? Reason { get; init; }

    /// <summary>How many calls of steps run at once, those inside others not counted; default null, twice the number of processors; range 1 to 100,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int? MaxConcurrent { get; init => field = value is { } given ? Require.InRange(given, 1, 100_000) : null; }

    /// <summary>How long a call may wait for its turn before it fails with a <see cref="ConcurrencyTimeoutException"/>, since its fan-out had a turn last; default 30 seconds, range 1 millisecond to 1 day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan QueueTimeout { get; init => field = Require.InRange(value, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1)); } = TimeSpan.FromSeconds(30);

    /// <summary>How many calls that end at once a fan-out makes in one turn, where others wait; default 32, range 1 to 10,000. More costs less for each call, and makes others wait longer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int PartitionSize { get; init => field = Require.InRange(value, 1, 10_000); } = 32;
}
