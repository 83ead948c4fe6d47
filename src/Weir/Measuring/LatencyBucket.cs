namespace Weir;

/// <summary>How many durations were of about the same length.</summary>
/// <param name="From">The shortest length that belongs here, in nanoseconds.</param>
/// <param name="To">Where the next bucket begins, in nanoseconds; the last one, from 2^45 on, ends at <see cref="long.MaxValue"/>.</param>
/// <param name="Count">How many there were.</param>
public readonly record struct LatencyBucket(long From, long To, long Count);
