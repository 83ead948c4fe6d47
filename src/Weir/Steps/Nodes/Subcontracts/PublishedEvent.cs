using System.Text.Json;

namespace Weir;

/// <summary>An event that a node publishes, or that is given to one.</summary>
public sealed record PublishedEvent
{
    /// <summary>What it is called, as contracts name it, such as <c>order.placed</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The node that it comes from.</summary>
    public required string Node { get; init; }

    /// <summary>What it says; default nothing, undefined JSON.</summary>
    public JsonElement Payload { get; init; }

    /// <summary>When it was published, by the clock of the run.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The id of the run that published it.</summary>
    public required string RunId { get; init; }
}
