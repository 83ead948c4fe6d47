namespace Weir;

/// <summary>How to find out whether one component of a node works.</summary>
/// <param name="Component">The name of the component; not empty.</param>
/// <param name="Critical">Whether the node is unhealthy without it; else it is degraded.</param>
/// <param name="Timeout">How long the check may take; more than zero.</param>
/// <param name="Check">Looks at the component; its token is cancelled at the time-out.</param>
/// <exception cref="ArgumentException"><paramref name="Component"/> is empty.</exception>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="Timeout"/> is not more than zero.</exception>
public sealed record NodeHealthCheck(
    string Component,
    bool Critical,
    TimeSpan Timeout,
    Func<CancellationToken, ValueTask<HealthState>> Check)
{
    /// <summary>The name of the component; not empty.</summary>
    public string Component { get; init => field = Require.Text(value); } = Require.Text(Component);

    /// <summary>How long the check may take; more than zero.</summary>
    public TimeSpan Timeout { get; init => field = Require.Positive(value); } = Require.Positive(Timeout);

    /// <summary>Looks at the component; its token is cancelled at the time-out.</summary>
    public Func<CancellationToken, ValueTask<HealthState>> Check { get; init => field = Require.Given(value); } = Require.Given(Check);
}
