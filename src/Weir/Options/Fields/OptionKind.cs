using System.Text.Json.Nodes;

namespace Weir;

/// <summary>What values an option has: how files write them, and their range.</summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
internal abstract class OptionKind<TValue>
{
    /// <summary>What is right, for messages: <c>a whole number between 1 and 500</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>Reads a value; false: it has not the form of one. The range is not looked at.</summary>
    public abstract bool TryRead(JsonSpot spot, out TValue value);

    /// <summary>Whether a value is within the range.</summary>
    public virtual bool IsInRange(TValue value) => true;

    /// <summary>Writes a value.</summary>
    public abstract JsonNode? ToNode(TValue value);

    /// <summary>The JSON Schema of the values.</summary>
    public abstract JsonObject Schema();
}
