using Weir.Generation.Contracts.Schemas;
using Weir.Yaml;

namespace Weir.Generation.Contracts.Reading;

/// <summary>Reads <c>configuration</c>: each setting is a map with a default, or the default alone.</summary>
internal sealed class SettingReader(ContractContext context)
{
    private static readonly string[] Known = ["default", "description", "type"];

    private static readonly Dictionary<string, SchemaType> Types = new(StringComparer.Ordinal)
    {
        ["string"] = new StringSchema(),
        ["integer"] = new NumberSchema { IsInteger = true },
        ["number"] = new NumberSchema { IsInteger = false },
        ["boolean"] = new BooleanSchema(),
        ["object"] = new JsonSchema { MustBeObject = true },
        ["array"] = new ListSchema { Item = new JsonSchema() },
        ["any"] = new JsonSchema(),
    };

    private readonly ValueChecker _checker = new(new Dictionary<string, TypeDraft>(), new Patterns());
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly UniqueNames _taken = new();

    public IReadOnlyList<ContractSetting> Read(YamlFields contract)
    {
        var settings = new List<(YamlEntry Entry, string ClrName)>();
        foreach (var entry in contract.Mapping("configuration")?.Entries ?? [])
        {
            if (ReadName(entry) is { } name)
            {
                settings.Add((entry, name));
            }
        }
        return settings.Select(item => ReadSetting(item.Entry, FinalName(item.ClrName))).ToList();
    }

    private string? ReadName(YamlEntry entry)
    {
        var quoted = DiagnosticText.Quote(entry.Name);
        if (Naming.ToPascalCase(entry.Name) is not { } name)
        {
            context.Bag.Error(ContractCodes.NoIdentifier, entry.Key.Position, $"The setting {quoted} has no letter or digit, so that it can have no name in C#.");
            return null;
        }
        if (!_names.TryAdd(name, entry.Name))
        {
            context.Bag.Error(ContractCodes.SameClrName, entry.Key.Position, $"The settings {DiagnosticText.Quote(_names[name])} and {quoted} both become {name} in C#; rename one.");
            return null;
        }
        _taken.TryTake(name);
        return name;
    }

    private string FinalName(string name) => Naming.IsReservedInRecord(name, "") ? _taken.Take(name + "Value") : name;

    private ContractSetting ReadSetting(YamlEntry entry, string clrName)
    {
        YamlNode? given = entry.Value;
        var description = "";
        SchemaType? type = null;
        if (entry.Value is YamlMapping map && (map.Entries.Count == 0 || Array.Exists(Known, name => map.TryGet(name, out _))))
        {
            var fields = new YamlFields(map, $"the setting {DiagnosticText.Quote(entry.Name)}", context.Bag);
            given = fields.Find("default")?.Value;
            description = fields.Text("description")?.Text ?? "";
            type = fields.Word("type", [.. Types.Keys]) is { } word ? Types[word] : null;
            NoteOthers(entry.Name, map, fields);
        }
        if (given is YamlScalar { Kind: YamlScalarKind.Null })
        {
            given = null;
        }
        type ??= TypeOf(given);
        return new ContractSetting
        {
            Name = entry.Name,
            ClrName = clrName,
            Description = description,
            Type = type is ListSchema ? new JsonSchema() : type,
            DefaultJson = given is null ? null : CheckDefault(entry.Name, given, type),
        };
    }

    // The map is open, so that only what looks like a slip of the pen is refused.
    private void NoteOthers(string setting, YamlMapping map, YamlFields fields)
    {
        foreach (var entry in map.Entries.Where(entry => !Known.Contains(entry.Name)))
        {
            if (NearestName.Find(entry.Name, Known) is null)
            {
                context.Note("configuration." + setting, fields.Find(entry.Name));
            }
        }
        fields.Finish();
    }

    private static SchemaType TypeOf(YamlNode? given) => (given as YamlScalar)?.Kind switch
    {
        YamlScalarKind.Text => Types["string"],
        YamlScalarKind.WholeNumber => Types["integer"],
        YamlScalarKind.Number => Types["number"],
        YamlScalarKind.Boolean => Types["boolean"],
        _ => Types["any"],
    };

    private string? CheckDefault(string name, YamlNode given, SchemaType type)
    {
        foreach (var (position, text) in _checker.FindProblems(given, type))
        {
            context.Bag.Error(ContractCodes.Default, position, $"The default of the setting {DiagnosticText.Quote(name)} does not fit its type: {text}.");
        }
        return _checker.ToJson(given, type);
    }
}
