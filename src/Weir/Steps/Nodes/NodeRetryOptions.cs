namespace Weir;

/// <summary>How a node tries again after a failure.</summary>
public sealed record NodeRetryOptions
{
    /// <summary>Whether failures are tried again; default false.</summary>
    public bool Enabled { get; init; }

    /// <summary>How many attempts there are in all; default 3, range 1 to 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxAttempts { get; init => field = Require.InRange(value, 1, 10); } = 3;

    /// <summary>The wait before the second attempt; default 1 second, range 100 milliseconds to 10 seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan InitialDelay { get; init => field = Require.InRange(value, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10)); } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between attempts; default 30 seconds, range 1 to 300 seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan MaxDelay { get; init => field = Require.InRange(value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(300)); } = TimeSpan.FromSeconds(30);

    /// <summary>What each wait is multiplied by to give the next; default 2, range 1 to 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public decimal BackoffMultiplier { get; init => field = Require.InRange(value, 1m, 5m); } = 2m;

    /// <summary>The names of the exception types that are tried again, simple or full, base types too; default none: all but those that cannot pass, such as arguments.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<string> RetryableExceptions { get; init => field = Require.Copy(value); } = [];

    /// <summary>The status codes that are tried again; a failure that has one is decided by it alone; default 429, 500, 502, 503, 504.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<int> RetryableStatusCodes { get; init => field = Require.Copy(value); } = [429, 500, 502, 503, 504];
}
