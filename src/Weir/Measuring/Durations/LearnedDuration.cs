namespace Weir;

/// <summary>How long a step took in earlier runs.</summary>
/// <param name="Mean">
/// The mean, in which later runs count more: each new duration moves it by a fifth of the difference, the first five by their share. Without waits between attempts.
/// </param>
/// <param name="Count">How many durations are in it; at least 1.</param>
public readonly record struct LearnedDuration(TimeSpan Mean, long Count);
