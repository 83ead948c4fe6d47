namespace Weir;

/// <summary>What one health check found.</summary>
/// <param name="Component">The name of the component.</param>
/// <param name="Critical">Whether the node is unhealthy without it.</param>
/// <param name="State">How well it is.</param>
/// <param name="Duration">How long the check took.</param>
/// <param name="Reason">Why the check itself did not end (it threw, or took too long); else null.</param>
public sealed record ComponentHealth(string Component, bool Critical, HealthState State, TimeSpan Duration, string? Reason);
