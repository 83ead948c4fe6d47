using Weir.Generation.Contracts;

namespace Weir.Generation.Code;

/// <summary>Writes the C# types of a contract's values.</summary>
/// <remarks>
/// Inside the namespace of the models a type of the platform is written in full when a model has its name, and plainly otherwise.
/// </remarks>
internal sealed class ClrTypes
{
    private static readonly (string Namespace, string[] Names)[] Known =
    [
        ("System", ["DateTimeOffset", "DateOnly", "Guid"]),
        ("System.Collections.Generic", ["IReadOnlyList"]),
        ("System.Text.Json", ["JsonElement"]),
        ("System.Text.Json.Serialization", ["JsonPropertyName", "JsonIgnore", "JsonIgnoreCondition", "JsonConverter", "JsonUnmappedMemberHandling"]),
    ];

    private readonly Dictionary<string, string> _inModels = new(StringComparer.Ordinal);
    private readonly string _models;

    public ClrTypes(Contract contract, PackageNames names)
    {
        _models = $"global::{names.Namespace}.Models.";
        // A property hides a type of its name only where a value of it is named, as the condition of JsonIgnore does.
        var taken = contract.Types.Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        taken.UnionWith(contract.Types.OfType<RecordType>().SelectMany(record => record.Fields).Select(field => field.Name)
            .Where(name => name == "JsonIgnoreCondition"));
        foreach (var (space, platform) in Known)
        {
            foreach (var name in platform)
            {
                var hidden = taken.Contains(name) || taken.Contains(name + "Attribute");
                _inModels[name] = hidden ? $"global::{space}.{name}" : name;
            }
        }
    }

    /// <summary>The platform types that the template of a model uses, by their plain names.</summary>
    public Dictionary<string, string> Platform => _inModels;

    /// <summary>The type as a model's own file writes it.</summary>
    public string InModels(SchemaType type) => Write(type, name => _inModels[name], name => name);

    /// <summary>The type as every other file writes it.</summary>
    public static string Outside(SchemaType type) => Write(type, name => name, name => "Models." + name);

    /// <summary>The type where nothing may hide any part of its name.</summary>
    public string InFull(SchemaType type) => Write(type, Full, name => _models + name);

    private static string Full(string name) =>
        $"global::{Known.First(entry => entry.Names.Contains(name, StringComparer.Ordinal)).Namespace}.{name}";

    private static string Write(SchemaType type, Func<string, string> platform, Func<string, string> model) => type switch
    {
        StringSchema { IsText: true } => "string",
        StringSchema { Format: StringFormat.DateTime } => platform("DateTimeOffset"),
        StringSchema { Format: StringFormat.Date } => platform("DateOnly"),
        StringSchema => platform("Guid"),
        NumberSchema { IsInteger: true } => "long",
        NumberSchema => "decimal",
        BooleanSchema => "bool",
        JsonSchema => platform("JsonElement"),
        ListSchema list => $"{platform("IReadOnlyList")}<{Write(list.Item, platform, model)}>",
        NamedSchema named => model(named.Name),
        _ => throw new NotSupportedException($"{type.GetType().Name} has no C# type."),
    };
}
