using System.Text.Json;

namespace Weir.Cli.Output;

/// <summary>Presets for people.</summary>
internal static class PresetText
{
    /// <summary>Each with its layers, a line for each layer that is on.</summary>
    public static void List(IReadOnlyList<OptimizationPreset> presets, TextWriter output)
    {
        var width = presets.Max(static one => one.Name.Length) + 2;
        foreach (var preset in presets)
        {
            output.WriteLine($"{preset.Name.PadRight(width)}{preset.Description}");
            using var document = JsonDocument.Parse(OptimizationOptionsFile.ToJson(preset.Options));
            foreach (var line in Lines(document.RootElement))
            {
                output.WriteLine(new string(' ', width) + line);
            }
        }
    }

    /// <summary>One with every value, an option a line.</summary>
    public static void Show(OptimizationPreset preset, TextWriter output)
    {
        output.WriteLine($"{preset.Name}: {preset.Description}");
        output.WriteLine($"hash: {preset.Options.Hash}");
        output.WriteLine();
        using var document = JsonDocument.Parse(OptimizationOptionsFile.ToJson(preset.Options));
        var rows = document.RootElement.EnumerateObject().SelectMany(Rows).ToList();
        var width = rows.Max(static row => row.Name.Length) + 2;
        foreach (var (name, value) in rows)
        {
            output.WriteLine($"{name.PadRight(width)}{value}");
        }
    }

    private static IEnumerable<string> Lines(JsonElement options)
    {
        var layers = options.EnumerateObject().Where(static layer => layer.Value.ValueKind == JsonValueKind.Object).ToList();
        foreach (var layer in layers.Where(IsOn))
        {
            var values = layer.Value.EnumerateObject().Where(static one => one.Name is not "enabled" and not "reason" && one.Value.ValueKind != JsonValueKind.Null)
                .Select(static one => $"{one.Name} {one.Value}").DefaultIfEmpty("on");
            yield return $"{layer.Name}: {string.Join(", ", values)}";
        }

        var off = layers.Where(static layer => !IsOn(layer)).Select(static layer => layer.Name).ToList();
        if (off.Count > 0)
        {
            yield return $"off: {string.Join(", ", off)}";
        }
    }

    private static bool IsOn(JsonProperty layer) => layer.Value.GetProperty("enabled").GetBoolean();

    private static IEnumerable<(string Name, string Value)> Rows(JsonProperty property) => property.Value.ValueKind == JsonValueKind.Object
        ? property.Value.EnumerateObject().Select(one => ($"{property.Name}.{one.Name}", one.Value.ValueKind == JsonValueKind.String ? one.Value.GetString()! : one.Value.GetRawText()))
        : [(property.Name, property.Value.GetRawText())];
}
