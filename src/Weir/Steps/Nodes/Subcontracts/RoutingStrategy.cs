namespace Weir;

/// <summary>How a <see cref="NodeRouter"/> chooses.</summary>
public enum RoutingStrategy
{
    /// <summary>One route after the other, and from the beginning again.</summary>
    RoundRobin,

    /// <summary>Any route, all alike, in an order that a seed determines.</summary>
    Random,

    /// <summary>By a key: the same key always has the same route, and when a route goes, only its keys move.</summary>
    Hash,

    /// <summary>Always the first route.</summary>
    First,

    /// <summary>By a key, which is the name of the route.</summary>
    Name,
}
