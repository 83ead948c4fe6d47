namespace Weir;

/// <summary>How well a component, or a whole node, is.</summary>
public enum HealthState
{
    /// <summary>Nobody knows.</summary>
    Unknown,

    /// <summary>Works.</summary>
    Healthy,

    /// <summary>Works, but not as it should.</summary>
    Degraded,

    /// <summary>Does not work.</summary>
    Unhealthy,
}
