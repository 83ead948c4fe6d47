using Weir.Yaml;

namespace Weir.Generation.Contracts.Schemas;

/// <summary>A named type while the contract is being read.</summary>
internal abstract class TypeDraft(string name, string jsonName, string description)
{
    public string Name { get; } = name;

    public string JsonName { get; } = jsonName;

    public string Description { get; } = description;
}

/// <summary>An enumeration.</summary>
internal sealed class EnumDraft(string name, string jsonName, string description, IReadOnlyList<EnumMember> members)
    : TypeDraft(name, jsonName, description)
{
    private readonly HashSet<string> _values = members.Select(member => member.Value).ToHashSet(StringComparer.Ordinal);

    public IReadOnlyList<EnumMember> Members { get; } = members;

    public bool Has(string value) => _values.Contains(value);
}

/// <summary>A record; its fields are read after everything that refers to it by name.</summary>
internal sealed class RecordDraft(string name, string jsonName, string description, YamlMapping? source)
    : TypeDraft(name, jsonName, description)
{
    private readonly Dictionary<string, FieldDraft> _byName = new(StringComparer.Ordinal);
    private readonly List<FieldDraft> _fields = [];
    private readonly List<FieldDraft> _required = [];

    public YamlMapping? Source { get; } = source;

    public bool Closed { get; set; }

    public IReadOnlyList<FieldDraft> Fields => _fields;

    public IReadOnlyList<FieldDraft> RequiredFields => _required;

    public void Add(FieldDraft field)
    {
        _fields.Add(field);
        if (field.Required)
        {
            _required.Add(field);
        }
        _byName[field.JsonName] = field;
    }

    public FieldDraft? Find(string jsonName) => _byName.GetValueOrDefault(jsonName);
}

/// <summary>A property of a record.</summary>
internal sealed class FieldDraft(string jsonName, string name, SchemaReading schema, bool required, SourcePosition position)
{
    public string JsonName { get; } = jsonName;

    public string Name { get; set; } = name;

    public SchemaReading Schema { get; } = schema;

    public bool Required { get; } = required;

    public SourcePosition Position { get; } = position;
}

/// <summary>A definition, or one of the two states.</summary>
internal sealed class Definition(string jsonName, string clrName, YamlMapping source, SourcePosition position)
{
    public string JsonName { get; } = jsonName;

    public string ClrName { get; } = clrName;

    public YamlMapping Source { get; } = source;

    public SourcePosition Position { get; } = position;

    public SchemaShape Shape { get; } = SchemaShapes.Find(source);

    public SchemaReading? Reading { get; set; }

    public bool IsBeingRead { get; set; }

    public bool IsState { get; set; }

    /// <summary>The type of this name and those that stand inside it.</summary>
    public List<TypeDraft> Types { get; } = [];
}

/// <summary>Where a schema stands: what it belongs to, and what a type that stands there is called.</summary>
/// <param name="Owner">The definition that it stands in.</param>
/// <param name="Name">The C# name that a type there is given.</param>
/// <param name="Path">The place in messages, such as <c>Order.lines</c>.</param>
/// <param name="IsExplicit">True for a definition, which keeps its name; else a number is appended on a collision.</param>
internal sealed record SchemaSite(Definition Owner, string Name, string Path, bool IsExplicit);

/// <summary>A default or an example that is checked once all types are known.</summary>
internal sealed record ValueCheck(YamlNode Value, SchemaType Type, string Path, string Code);
