namespace Weir.Layers.CircuitBreaking;

/// <summary>When steps that keep failing are not called any more, and for how long.</summary>
public sealed record CircuitBreakingOptions
{
    /// <summary>Whether the layer is on; default true. False switches it off where an outer level switches it on, and adding it adds nothing.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Why it is on or off, in words; default null, not said. Part of files.</summary>
    public string? Reason { get; init; }

    /// <summary>The share of failures among the calls of <see cref="SamplingDuration"/> that opens the breaker; default 0.5, range 0.01 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double FailureRatio { get; init => field = Require.InRange(value, 0.01, 1); } = 0.5;

    /// <summary>How many calls there must have been before the breaker can open; default 10, range 2 to 1,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MinimumCalls { get; init => field = Require.InRange(value, 2, 1_000_000); } = 10;

    /// <summary>How far back calls count; default 30 seconds, range 0.5 seconds to 1 day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan SamplingDuration { get; init => field = Require.InRange(value, Shortest, TimeSpan.FromDays(1)); } = TimeSpan.FromSeconds(30);

    /// <summary>How long the breaker refuses calls before it lets one try; default 5 seconds, range 0.5 seconds to 1 day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan BreakDuration { get; init => field = Require.InRange(value, Shortest, TimeSpan.FromDays(1)); } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Which steps share a breaker: those for which this gives the same text, as long as they have the same layer. Default null, every step
    /// has a breaker of its own.
    /// </summary>
    public Func<LayerTarget, string>? Key { get; init; }

    /// <summary>Which failures count; default null, all. Those that do not are successes: the step did answer. Cancellation and control signals are neither.</summary>
    public Func<Exception, bool>? Counts { get; init; }

    private static TimeSpan Shortest => TimeSpan.FromMilliseconds(500);
}
