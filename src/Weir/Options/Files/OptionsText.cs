using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weir;

/// <summary>Writes options as JSON: for files, and in the canonical form that their hash is taken of.</summary>
internal static class OptionsText
{
    private const int HashBytes = 8;

    public static string ToJson(OptimizationOptions options)
    {
        foreach (var layer in OptionCatalog.Layers)
        {
            if (layer.Code(options).FirstOrDefault() is { } name)
            {
                throw new NotSupportedException($"{layer.Name}.{name} is code, which a file cannot hold; write options without it, and set it in code when they have been read.");
            }
        }

        return Text(ToNode(options), isIndented: true) + "\n";
    }

    public static string Hash(OptimizationOptions options)
    {
        var node = ToNode(options);
        foreach (var layer in OptionCatalog.Layers)
        {
            foreach (var name in layer.Code(options))
            {
                node[layer.Name]![name] = "code";
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(node, isIndented: false))).AsSpan(0, HashBytes));
    }

    /// <summary>Writes JSON, with the line breaks of every machine the same.</summary>
    public static string Text(JsonObject node, bool isIndented)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new() { Indented = isIndented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            node.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static JsonObject ToNode(OptimizationOptions options)
    {
        var node = new JsonObject { ["version"] = OptimizationOptionsFile.Version };
        if (options.AllowRuntimeChanges is { } allowed)
        {
            node["allowRuntimeChanges"] = allowed;
        }

        foreach (var layer in OptionCatalog.Layers)
        {
            if (layer.ToNode(options) is { } section)
            {
                node[layer.Name] = section;
            }
        }

        return node;
    }
}
