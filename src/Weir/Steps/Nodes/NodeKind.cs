namespace Weir;

/// <summary>What a node may do.</summary>
public enum NodeKind
{
    /// <summary>Talks to the outside: databases, services, files.</summary>
    Effect,

    /// <summary>Computes: the same input gives the same output, nothing else is touched.</summary>
    Compute,

    /// <summary>Aggregates: folds what comes in into state.</summary>
    Reducer,

    /// <summary>Coordinates: decides which other nodes work, and in which order.</summary>
    Orchestrator,
}
