using Weir.Yaml;

namespace Weir.Generation.Contracts.Schemas;

/// <summary>The keywords of schemas and the types that they belong to.</summary>
internal static class SchemaKeywords
{
    private static readonly string[] Everywhere = ["description", "default", "title", "example", "examples", "$comment"];

    private static readonly Dictionary<string, string[]> TypesOf = new(StringComparer.Ordinal)
    {
        ["enum"] = ["string", "integer", "number"],
        ["minLength"] = ["string"],
        ["maxLength"] = ["string"],
        ["pattern"] = ["string"],
        ["format"] = ["string"],
        ["minimum"] = ["integer", "number"],
        ["maximum"] = ["integer", "number"],
        ["exclusiveMinimum"] = ["integer", "number"],
        ["exclusiveMaximum"] = ["integer", "number"],
        ["items"] = ["array"],
        ["minItems"] = ["array"],
        ["maxItems"] = ["array"],
        ["properties"] = ["object"],
        ["required"] = ["object"],
        ["additionalProperties"] = ["object"],
    };

    private static readonly List<string> All = ["type", "$ref", .. Everywhere, .. TypesOf.Keys];

    /// <summary>Reports the keywords that are unknown, or that say nothing about a value of this shape.</summary>
    public static void Check(YamlMapping map, SchemaShape shape, string path, DiagnosticBag bag)
    {
        foreach (var entry in map.Entries)
        {
            var keyword = entry.Name;
            if (!All.Contains(keyword))
            {
                bag.Error(ContractCodes.UnknownKeyword, entry.Key.Position,
                    $"Unknown keyword {DiagnosticText.Quote(keyword)} in the schema of {path}{bag.Suggestion(keyword, All)}");
            }
            else if (shape == SchemaShape.Reference && keyword != "$ref" && !Everywhere.Contains(keyword))
            {
                bag.Error(ContractCodes.KeywordOfOtherType, entry.Key.Position,
                    $"'{keyword}' cannot stand beside '$ref' in {path}; put it into the definition. Beside it may stand {DiagnosticText.List(Everywhere)}.");
            }
            else if (shape is not (SchemaShape.Reference or SchemaShape.Unknown) && TypesOf.TryGetValue(keyword, out var types))
            {
                CheckType(entry, shape, types, path, bag);
            }
        }
    }

    private static void CheckType(YamlEntry entry, SchemaShape shape, string[] types, string path, DiagnosticBag bag)
    {
        var actual = SchemaShapes.NameOf(shape);
        if (types.Contains(actual))
        {
            return;
        }
        var end = shape == SchemaShape.Any ? "has no type; add one" : $"is of type {actual}";
        bag.Error(ContractCodes.KeywordOfOtherType, entry.Key.Position,
            $"'{entry.Name}' belongs to the type {string.Join(" or ", types)}, and {path} {end}.");
    }
}
