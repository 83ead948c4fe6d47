using System.Text;
using System.Text.Json.Nodes;
using Weir.Tests.Conventions;

namespace Weir.Tests.Options;

public sealed class OptimizationPresetsTests
{
    private const string Begin = "<!-- values: written by OptimizationPresetsTests -->\n";
    private const string End = "<!-- end of values -->\n";

    [Fact]
    public void All_AreThoseOfTheDocuments() =>
        Assert.Equal(
            [
                "high-allocation", "large-context", "cpu-intensive", "high-frequency", "low-latency", "batch-processing", "real-time", "cpu-constrained", "memory-constrained",
                "high-memory", "development", "staging", "production", "conservative",
            ],
            OptimizationPresets.All.Select(static one => one.Name));

    [Fact]
    public void Presets_ContradictNothingAndSayWhyEachLayerIsOnOrOff()
    {
        foreach (var preset in OptimizationPresets.All)
        {
            preset.Options.Validate();
            Assert.EndsWith(".", preset.Description, StringComparison.Ordinal);
            var layers = JsonNode.Parse(OptimizationOptionsFile.ToJson(preset.Options))!.AsObject().Select(static one => one.Value).OfType<JsonObject>().ToList();
            Assert.NotEmpty(layers);
            Assert.All(layers, static layer => Assert.False(string.IsNullOrEmpty(layer["reason"]?.GetValue<string>())));
        }

        Assert.Equal(OptimizationPresets.All.Count, OptimizationPresets.All.Select(static one => one.Options.Hash).Distinct().Count());
    }

    /// <summary>Where the documents have a multiple of the processors and no number.</summary>
    [Theory]
    [InlineData("batch-processing", 48)]
    [InlineData("cpu-constrained", 12)]
    public void Presets_OfAMultiple_FollowTheMachine(string name, int expected) =>
        Assert.Equal(expected, PresetCatalog.Create(processors: 12).Single(one => one.Name == name).Options.Concurrency!.MaxConcurrent);

    [Fact]
    public void Presets_OfManyProcessors_StayInTheRange() => Assert.All(PresetCatalog.Create(processors: 4_096), static one => one.Options.Validate());

    [Fact]
    public void Get_OfANameThatThereIs_FindsIt() => Assert.Equal("real-time", OptimizationPresets.Get("real-time").Name);

    [Fact]
    public void Get_OfANameThatThereIsNot_SaysTheNearest()
    {
        var error = Assert.Throws<ArgumentException>(static () => OptimizationPresets.Get("realtime"));
        Assert.StartsWith("There is no preset \"realtime\"; did you mean 'real-time'? There are: high-allocation, ", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("There is no preset \"\". There are: ", Assert.Throws<ArgumentException>(static () => OptimizationPresets.Get("")).Message, StringComparison.Ordinal);
        Assert.Null(OptimizationPresets.Find("realtime"));
    }

    /// <summary>The table of docs/presets.md, on the machine of the documents. Run with WEIR_APPROVE=1 to write what has changed.</summary>
    [Fact]
    public void Page_HasTheValues()
    {
        var path = Path.Combine(Repository.Root, "docs", "presets.md");
        var page = File.ReadAllText(path);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("WEIR_APPROVE") == "1")
        {
            File.WriteAllText(path, page[..begin] + Table() + page[end..]);
            return;
        }

        Assert.Equal(Table(), page[begin..end]);
    }

    private static string Table()
    {
        var table = new StringBuilder("\n| preset | for | on | off |\n| --- | --- | --- | --- |\n");
        foreach (var preset in PresetCatalog.Create(processors: 12))
        {
            var layers = JsonNode.Parse(OptimizationOptionsFile.ToJson(preset.Options))!.AsObject().Where(static one => one.Value is JsonObject).ToList();
            var on = layers.Where(static one => one.Value!["enabled"]!.GetValue<bool>()).Select(static one => $"{DrawnOptions.Pascal(one.Key)}{Values(one)}");
            var off = layers.Where(static one => !one.Value!["enabled"]!.GetValue<bool>()).Select(static one => $"{DrawnOptions.Pascal(one.Key)}{Values(one)}");
            table.Append(FormattableString.Invariant($"| `{preset.Name}` | {preset.Description} | {string.Join("; ", on)} | {string.Join("; ", off)} |\n"));
        }

        return table.Append('\n').ToString();
    }

    // Those that are not the default.
    private static string Values(KeyValuePair<string, JsonNode?> layer)
    {
        var usual = OptionCatalog.Layers.Single(section => section.Name == layer.Key).Schema()["properties"]!;
        var values = layer.Value!.AsObject().Where(one => one.Key is not "enabled" and not "reason" && !JsonNode.DeepEquals(usual[one.Key]!["default"], one.Value))
            .Select(static one => $"{DrawnOptions.Pascal(one.Key)} {one.Value}").ToList();
        return values.Count == 0 ? "" : $" ({string.Join(", ", values)})";
    }
}
