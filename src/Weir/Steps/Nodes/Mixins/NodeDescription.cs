namespace Weir;

/// <summary>What a node is, fit for JSON.</summary>
public sealed record NodeDescription
{
    /// <summary>The name of the node.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required NodeKind Kind { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>Its operations, in the order of the contract.</summary>
    public IReadOnlyList<string> Operations { get; init; } = [];

    /// <summary>What it can do, in words; default nothing.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>Its states; default none.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>Its routes; default none.</summary>
    public IReadOnlyList<string> Routes { get; init; } = [];

    /// <summary>The events that it consumes; default none.</summary>
    public IReadOnlyList<string> ConsumedEvents { get; init; } = [];

    /// <summary>The events that it produces; default none.</summary>
    public IReadOnlyList<string> ProducedEvents { get; init; } = [];

    /// <summary>The components whose health it checks; default none.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];
}
