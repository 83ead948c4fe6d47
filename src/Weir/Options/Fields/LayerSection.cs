using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weir;

/// <summary>The options of one layer in files.</summary>
/// <param name="name">The name in files.</param>
/// <param name="text">What the layer does, for the schema.</param>
internal abstract class LayerSection(string name, string text)
{
    public string Name => name;

    public string Text => text;

    /// <summary>The names of its options in files.</summary>
    public abstract IReadOnlyList<string> Fields { get; }

    /// <summary>Reads the layer into the options; what is wrong becomes a problem.</summary>
    public abstract OptimizationOptions Read(OptimizationOptions options, JsonSpot spot, OptionsProblems problems);

    /// <summary>The layer as files have it; null: nothing is said of it.</summary>
    public abstract JsonObject? ToNode(OptimizationOptions options);

    /// <summary>The names of those options that are code and are set, which no file can hold.</summary>
    public abstract IEnumerable<string> Code(OptimizationOptions options);

    /// <summary>The options with nothing but this layer; null: they do not turn it on.</summary>
    public abstract OptimizationOptions? Only(OptimizationOptions options);

    /// <summary>The JSON Schema of the section.</summary>
    public abstract JsonObject Schema();
}

/// <summary>The options of one layer in files.</summary>
/// <typeparam name="TLayer">The options.</typeparam>
internal sealed class LayerSection<TLayer>(
    string name, string text, Func<OptimizationOptions, TLayer?> get, Func<OptimizationOptions, TLayer, OptimizationOptions> set, IReadOnlyList<OptionField<TLayer>> fields)
    : LayerSection(name, text)
    where TLayer : class, new()
{
    /// <summary>Options that are code: the name, and whether it is set.</summary>
    public IReadOnlyList<(string Name, Func<TLayer, bool> IsSet)> CodeFields { get; init; } = [];

    public override IReadOnlyList<string> Fields { get; } = [.. fields.Select(static field => field.Name)];

    public override OptimizationOptions Read(OptimizationOptions options, JsonSpot spot, OptionsProblems problems)
    {
        if (spot.Kind != JsonValueKind.Object)
        {
            problems.Add(OptionsFileCodes.WrongType, spot, $"{Name} is {spot.Shown}; it must be an object, such as {{ \"enabled\": true }}.");
            return options;
        }

        var layer = new TLayer();
        foreach (var entry in problems.Distinct(spot, Name + "."))
        {
            layer = Field(entry, problems) is { } field ? field.Read(layer, $"{Name}.{entry.Name}", entry.Value, problems) : layer;
        }

        return set(options, layer);
    }

    public override JsonObject? ToNode(OptimizationOptions options)
    {
        if (get(options) is not { } layer)
        {
            return null;
        }

        var node = new JsonObject();
        foreach (var field in fields)
        {
            node[field.Name] = field.ToNode(layer);
        }

        return node;
    }

    public override IEnumerable<string> Code(OptimizationOptions options) =>
        get(options) is { } layer ? CodeFields.Where(field => field.IsSet(layer)).Select(static field => field.Name) : [];

    public override OptimizationOptions? Only(OptimizationOptions options) =>
        get(options) is { } layer && ToNode(options)!["enabled"]!.GetValue<bool>() ? set(OptimizationOptions.None, layer) : null;

    public override JsonObject Schema()
    {
        var properties = new JsonObject();
        var usual = new TLayer();
        foreach (var field in fields)
        {
            var schema = field.Schema();
            schema["description"] = $"{field.Text} It must be {field.Expected}.";
            schema["default"] = field.ToNode(usual);
            properties[field.Name] = schema;
        }

        return new() { ["type"] = "object", ["description"] = Text, ["properties"] = properties, ["additionalProperties"] = false };
    }

    private OptionField<TLayer>? Field(JsonEntry entry, OptionsProblems problems)
    {
        if (fields.FirstOrDefault(field => field.Name == entry.Name) is { } known)
        {
            return known;
        }

        var sentence = CodeFields.Any(field => field.Name == entry.Name)
            ? $"{Name}.{entry.Name} is code, which no file can hold; leave it out."
            : $"{Name} has no option {JsonSpot.Quote(entry.Name)}{NearestName.Hint(entry.Name, Fields)}";
        problems.Add(OptionsFileCodes.UnknownName, entry, sentence);
        return null;
    }
}
