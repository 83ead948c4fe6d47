namespace Weir.Generation.Contracts;

/// <summary>A named type of a contract: a record or an enumeration.</summary>
public abstract record ContractType
{
    /// <summary>The C# name, unique in the contract.</summary>
    public required string Name { get; init; }

    /// <summary>The name in the contract, for messages and documentation.</summary>
    public required string JsonName { get; init; }

    /// <summary>What it is, or empty.</summary>
    public required string Description { get; init; }
}

/// <summary>A JSON object with known properties, generated as a record.</summary>
public sealed record RecordType : ContractType
{
    /// <summary>The properties, in the order of the file.</summary>
    public required IReadOnlyList<RecordField> Fields { get; init; }

    /// <summary>True when properties that are not declared are refused.</summary>
    public bool Closed { get; init; }
}

/// <summary>A list of texts of which one is taken, generated as an enumeration.</summary>
public sealed record EnumType : ContractType
{
    /// <summary>The values, in the order of the file.</summary>
    public required IReadOnlyList<EnumMember> Members { get; init; }
}

/// <summary>A value of an enumeration: its text in JSON and its C# name.</summary>
public sealed record EnumMember(string Value, string Name);

/// <summary>A property of a record.</summary>
public sealed record RecordField
{
    /// <summary>The name in JSON, verbatim.</summary>
    public required string JsonName { get; init; }

    /// <summary>The name in C#, unique in the record; never a keyword's problem, since it is Pascal case.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, or empty.</summary>
    public required string Description { get; init; }

    /// <summary>The type and its limits.</summary>
    public required SchemaType Type { get; init; }

    /// <summary>True when JSON must have it.</summary>
    public bool Required { get; init; }

    /// <summary>The default as JSON text, checked against the type, or null.</summary>
    public string? DefaultJson { get; init; }

    /// <summary>The examples as JSON texts, each checked against the type.</summary>
    public IReadOnlyList<string> ExamplesJson { get; init; } = [];

    /// <summary>Where the property stands in the contract.</summary>
    public required Weir.Yaml.SourcePosition Position { get; init; }
}
