namespace Weir;

/// <summary>What a node tells about itself.</summary>
public sealed record NodeObservabilityOptions
{
    /// <summary>Whether the node tells anything; default false.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whether the node writes traces; default true.</summary>
    public bool Tracing { get; init; } = true;

    /// <summary>Whether the node counts and times; default true.</summary>
    public bool Metrics { get; init; } = true;

    /// <summary>Whether the node writes logs; default true.</summary>
    public bool Logging { get; init; } = true;

    internal bool IsOn => Enabled && (Tracing || Metrics || Logging);
}
