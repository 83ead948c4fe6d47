namespace Weir;

/// <summary>How often a step is tried, and how long it waits in between.</summary>
public sealed record RetryOptions
{
    /// <summary>How many attempts there are in all, the first included; default 3, range 1 to 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxAttempts { get; init => field = Require.InRange(value, 1, 1_000); } = 3;

    /// <summary>How the wait grows from one attempt to the next; default <see cref="BackoffKind.Constant"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the kinds.</exception>
    public BackoffKind Backoff { get; init => field = Require.Defined(value); }

    /// <summary>The wait before the second attempt; default zero, not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan Delay { get; init => field = Require.AtLeast(value, TimeSpan.Zero); }

    /// <summary>The longest wait; default 30 seconds, range zero to 1 day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan MaxDelay { get; init => field = Require.InRange(value, TimeSpan.Zero, TimeSpan.FromDays(1)); } = TimeSpan.FromSeconds(30);

    /// <summary>The share of every wait that is left to chance, so that many who fail at once do not come back at once; default 0, range 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double Jitter { get; init => field = Require.InRange(value, 0, 1); }

    /// <summary>Which failures are tried again; default null, all. Cancellation and control signals never are, and are not asked about.</summary>
    public Func<RetryArguments, bool>? ShouldRetry { get; init; }

    /// <summary>The wait after each attempt that failed, from 1; null: what the others say.</summary>
    internal Func<int, TimeSpan>? Waits { get; init; }

    internal static RetryOptions Once { get; } = new() { MaxAttempts = 1 };

    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="random">From 0 to 1.</param>
    internal TimeSpan DelayAfter(int attempt, double random)
    {
        if (Waits is not null)
        {
            return Waits(attempt);
        }

        var factor = Backoff switch
        {
            BackoffKind.Linear => attempt,
            BackoffKind.Exponential => Math.Pow(2, attempt - 1),
            _ => 1,
        };
        var ticks = Math.Min(Delay.Ticks * factor, MaxDelay.Ticks);
        return TimeSpan.FromTicks((long)(ticks * (1 - (Jitter * random))));
    }
}
