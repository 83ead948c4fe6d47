namespace Weir.Layers.Contexts;

/// <summary>Whether branches and items share the state of their pipeline until they change it.</summary>
public sealed record ContextsOptions
{
    /// <summary>Whether the layer is on; default true. False switches it off where an outer level switches it on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Why it is on or off, in words; default null, not said. Part of files.</summary>
    public string? Reason { get; init; }
}
