using System.Text.Json.Nodes;

namespace Weir;

/// <summary>The JSON Schema (draft 7) of files of options.</summary>
internal static class OptionsSchema
{
    public static string Create()
    {
        var properties = new JsonObject
        {
            ["$schema"] = new JsonObject { ["type"] = "string", ["description"] = "This schema, for editors." },
            ["version"] = new JsonObject { ["enum"] = new JsonArray(OptimizationOptionsFile.Version), ["description"] = "The version of the form." },
            ["allowRuntimeChanges"] = new JsonObject
            {
                ["type"] = "boolean",
                ["description"] = "Whether the options of an executor may be swapped while it runs; true where nobody says otherwise.",
            },
        };
        foreach (var layer in OptionCatalog.Layers)
        {
            properties[layer.Name] = layer.Schema();
        }

        return OptionsText.Text(
            new()
            {
                ["$schema"] = "http://json-schema.org/draft-07/schema#",
                ["title"] = "Weir optimization options",
                ["description"] = "Which layers are on, and how each is set up. A layer that is not named is off, or as an outer level says.",
                ["type"] = "object",
                ["properties"] = properties,
                ["required"] = new JsonArray("version"),
                ["additionalProperties"] = false,
            },
            isIndented: true) + "\n";
    }
}
