namespace Weir;

/// <summary>When a node stops calling a service that keeps failing.</summary>
public sealed record NodeCircuitBreakerOptions
{
    /// <summary>Whether the breaker is on; default false.</summary>
    public bool Enabled { get; init; }

    /// <summary>How many failures in a row open the breaker; default 5, range 1 to 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int FailureThreshold { get; init => field = Require.InRange(value, 1, 100); } = 5;

    /// <summary>How long the breaker stays open; default 60 seconds, range 1 second to 10 minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan RecoveryTimeout { get; init => field = Require.InRange(value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)); } = TimeSpan.FromSeconds(60);

    /// <summary>How many calls may try a half-open breaker; default 3, range 1 to 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int HalfOpenMaxCalls { get; init => field = Require.InRange(value, 1, 10); } = 3;

    /// <summary>The services that the breaker stands before; default none.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<string> Services { get; init => field = Require.Copy(value); } = [];
}
