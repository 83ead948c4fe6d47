using Weir.Yaml;

namespace Weir.Generation.Contracts.Schemas;

/// <summary>What a schema says: the type, and what stands beside it.</summary>
/// <param name="Type">The type; any JSON where the schema is wrong.</param>
internal sealed record SchemaReading(SchemaType Type)
{
    public string Description { get; init; } = "";

    public YamlNode? Default { get; init; }

    public IReadOnlyList<YamlNode> Examples { get; init; } = [];

    /// <summary>The examples of the items of a list.</summary>
    public IReadOnlyList<YamlNode> ItemExamples { get; init; } = [];

    /// <summary>How many lists are nested in one another.</summary>
    public int Height { get; init; }

    /// <summary>True when an error was reported, so that nothing else is held against the type.</summary>
    public bool IsBroken { get; init; }

    public static SchemaReading Broken { get; } = new(new JsonSchema()) { IsBroken = true };
}
