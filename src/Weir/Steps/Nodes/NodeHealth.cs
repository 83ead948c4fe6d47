namespace Weir;

/// <summary>How well a node is: the sum of its components.</summary>
public sealed class NodeHealth
{
    internal NodeHealth(IReadOnlyList<ComponentHealth> components)
    {
        Components = components;
        State = Sum(components);
    }

    /// <summary>
    /// Unhealthy if a critical component is; degraded if another is unhealthy or any is degraded; healthy if all are, so
    /// also without components; else unknown.
    /// </summary>
    public HealthState State { get; }

    /// <summary>What each check found, in the order of the checks.</summary>
    public IReadOnlyList<ComponentHealth> Components { get; }

    private static HealthState Sum(IReadOnlyList<ComponentHealth> components)
    {
        if (components.Any(static c => c.Critical && c.State == HealthState.Unhealthy))
        {
            return HealthState.Unhealthy;
        }

        if (components.Any(static c => c.State is HealthState.Unhealthy or HealthState.Degraded))
        {
            return HealthState.Degraded;
        }

        return components.All(static c => c.State == HealthState.Healthy) ? HealthState.Healthy : HealthState.Unknown;
    }
}
