using System.Text.Json.Nodes;
using Weir.Yaml.Files;

namespace Weir.Tests.Yaml.Files;

/// <summary>Walks a JSON Schema as an editor does: what may stand at a place, given what stands around it.</summary>
internal sealed class SchemaWalk(JsonObject root)
{
    public static SchemaWalk Of(StepTypeCatalog types) => new(JsonNode.Parse(WorkflowSchema.Create(types))!.AsObject());

    public static IEnumerable<string> KeysOf(JsonObject schema) => schema["properties"]?.AsObject().Select(static entry => entry.Key) ?? [];

    public static bool IsRequired(JsonObject schema, string key) => schema["required"]?.AsArray().Any(name => name!.GetValue<string>() == key) == true;

    public static JsonObject Below(JsonObject schema, string key) => schema["properties"]![key]!.AsObject();

    /// <summary>The schema at a path of keys; <c>*</c> stands for any item, or any name.</summary>
    public JsonObject At(string path)
    {
        var schema = root;
        foreach (var key in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            schema = Resolved(key == "*" ? Each(schema)! : schema["properties"]![key]!.AsObject());
        }

        return schema;
    }

    /// <summary>The paths of all maps that have keys of their own, but those of <c>with</c>.</summary>
    public IEnumerable<string> Owners() => Owners("", root);

    /// <summary>The keys that an editor offers in the map at a path of a document.</summary>
    public IEnumerable<string> Offered(JsonNode document, params ReadOnlySpan<string> path) => Reached(document, path).SelectMany(KeysOf).Distinct();

    /// <summary>The words that an editor offers as the value at a path of a document.</summary>
    public IEnumerable<string> Words(JsonNode document, params ReadOnlySpan<string> path) => Reached(document, path)
        .SelectMany(static schema => schema["enum"]?.AsArray() ?? []).Select(static word => word!.ToString()).Distinct();

    private List<JsonObject> Reached(JsonNode document, ReadOnlySpan<string> path)
    {
        var at = document;
        var schemas = Applying(root, at).ToList();
        foreach (var key in path)
        {
            var below = at is JsonArray list ? list[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)] : at?[key];
            schemas = [.. schemas.Select(schema => schema["properties"]?[key]?.AsObject() ?? Each(schema)).OfType<JsonObject>().SelectMany(schema => Applying(schema, below))];
            at = below;
        }

        return schemas;
    }

    /// <summary>A schema, and those of its alternatives that what is written already does not contradict.</summary>
    private IEnumerable<JsonObject> Applying(JsonObject schema, JsonNode? value)
    {
        schema = Resolved(schema);
        yield return schema;
        var alternatives = (schema["oneOf"]?.AsArray() ?? []).Concat(schema["anyOf"]?.AsArray() ?? []);
        foreach (var alternative in alternatives.SelectMany(one => Applying(one!.AsObject(), value)).Where(one => !IsContradicted(one, value)))
        {
            yield return alternative;
        }
    }

    private static bool IsContradicted(JsonObject schema, JsonNode? value) => value is JsonObject map && map.Any(entry =>
        schema["properties"]?[entry.Key]?["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, entry.Value)));

    private IEnumerable<string> Owners(string path, JsonObject schema)
    {
        schema = Resolved(schema);
        if (KeysOf(schema).Any())
        {
            yield return path;
        }

        var below = KeysOf(schema).Where(static key => key != "with").Select(key => (key, schema["properties"]![key]!.AsObject()));
        var each = Each(schema) is { } item ? [("*", item)] : Array.Empty<(string, JsonObject)>();
        foreach (var owner in below.Concat(each).SelectMany(part => Owners(path.Length == 0 ? part.Item1 : $"{path}/{part.Item1}", part.Item2)))
        {
            yield return owner;
        }
    }

    private static JsonObject? Each(JsonObject schema) => schema["items"]?.AsObject() ?? schema["patternProperties"]?.AsObject().Single().Value!.AsObject();

    private JsonObject Resolved(JsonObject schema) => schema["$ref"]?.GetValue<string>() is { } reference
        ? root["definitions"]![Uri.UnescapeDataString(reference["#/definitions/".Length..])]!.AsObject()
        : schema;
}
