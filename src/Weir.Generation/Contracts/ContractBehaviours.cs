namespace Weir.Generation.Contracts;

/// <summary>What the mixins of a contract add to the node's base class; their other effects are in its options and health checks.</summary>
/// <param name="Lifecycle">It has a start and a stop.</param>
/// <param name="Introspection">It tells what it is.</param>
/// <param name="Handlers">It has a method for each event that it consumes.</param>
public sealed record ContractBehaviours(bool Lifecycle, bool Introspection, bool Handlers)
{
    /// <summary>Nothing.</summary>
    public static ContractBehaviours None { get; } = new(false, false, false);
}

/// <summary>A target of performance: its name, its number if it is one, and its text.</summary>
public sealed record ContractTarget(string Name, decimal? Number, string Text);
