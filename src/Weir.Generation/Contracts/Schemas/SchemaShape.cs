using Weir.Yaml;

namespace Weir.Generation.Contracts.Schemas;

/// <summary>What a schema describes.</summary>
internal enum SchemaShape
{
    /// <summary>No type: any JSON.</summary>
    Any,

    /// <summary>A reference to a definition.</summary>
    Reference,

    /// <summary>An object whose properties are known.</summary>
    Record,

    /// <summary>An object of any properties.</summary>
    FreeObject,

    /// <summary>A list.</summary>
    List,

    /// <summary>Text.</summary>
    Text,

    /// <summary>One of some texts.</summary>
    TextEnum,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>The type is none that is known.</summary>
    Unknown,
}

/// <summary>Finds the shape of a schema from its type, or from the keywords that imply one.</summary>
internal static class SchemaShapes
{
    public static readonly IReadOnlyList<string> TypeNames = ["object", "array", "string", "integer", "number", "boolean"];

    public static SchemaShape Find(YamlMapping map)
    {
        if (map.TryGet("$ref", out _))
        {
            return SchemaShape.Reference;
        }
        if (!map.TryGet("type", out var type))
        {
            return FindImplied(map);
        }
        return (type.Value as YamlScalar)?.Text switch
        {
            "object" => ShapeOfObject(map),
            "array" => SchemaShape.List,
            "string" => map.TryGet("enum", out _) ? SchemaShape.TextEnum : SchemaShape.Text,
            "integer" => SchemaShape.WholeNumber,
            "number" => SchemaShape.Number,
            "boolean" => SchemaShape.Boolean,
            _ => SchemaShape.Unknown,
        };
    }

    /// <summary>The word of <c>type</c> that stands for the shape.</summary>
    public static string NameOf(SchemaShape shape) => shape switch
    {
        SchemaShape.Record or SchemaShape.FreeObject => "object",
        SchemaShape.List => "array",
        SchemaShape.Text or SchemaShape.TextEnum => "string",
        SchemaShape.WholeNumber => "integer",
        SchemaShape.Number => "number",
        SchemaShape.Boolean => "boolean",
        _ => "any",
    };

    private static SchemaShape FindImplied(YamlMapping map)
    {
        if (Has(map, "properties") || Has(map, "required") || Has(map, "additionalProperties"))
        {
            return ShapeOfObject(map);
        }
        if (Has(map, "items"))
        {
            return SchemaShape.List;
        }
        if (!map.TryGet("enum", out var values))
        {
            return SchemaShape.Any;
        }
        var items = (values.Value as YamlSequence)?.Items ?? [];
        if (items.Count == 0 || !items.All(item => item is YamlScalar { IsNumber: true }))
        {
            return SchemaShape.TextEnum;
        }
        return items.All(item => ((YamlScalar)item).TryGetInteger(out _)) ? SchemaShape.WholeNumber : SchemaShape.Number;
    }

    private static SchemaShape ShapeOfObject(YamlMapping map)
    {
        var closed = map.TryGet("additionalProperties", out var entry) && entry.Value is YamlScalar { Kind: YamlScalarKind.Boolean, IsTrue: false };
        return closed || Has(map, "properties") || Has(map, "required") ? SchemaShape.Record : SchemaShape.FreeObject;
    }

    private static bool Has(YamlMapping map, string keyword) => map.TryGet(keyword, out _);
}
