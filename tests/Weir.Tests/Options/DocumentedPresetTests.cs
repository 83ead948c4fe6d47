using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Tests.Conventions;

namespace Weir.Tests.Options;

/// <summary>
/// The presets against what the documents print for them (<c>DocumentedPresets.json</c>, in the documents' names): equal, or in the table of deviations of docs/presets.md.
/// docs/options.md has which name is which option.
/// </summary>
public sealed class DocumentedPresetTests
{
    private static readonly JsonObject Documented =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Weir.Tests", "Options", "DocumentedPresets.json")))!.AsObject();

    private static readonly Dictionary<string, string[]> Names = OptionsPage.Rows("options.md", "in the documents").ToDictionary(static row => OptionsPage.Code(row[0])!);

    private static readonly List<string[]> Deviations = OptionsPage.Rows("presets.md", "preset, and name in the documents");

    public static TheoryData<string> Presets => [.. Documented.Select(static one => one.Key)];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Preset_HasTheValuesOfTheDocuments(string preset)
    {
        var options = JsonNode.Parse(OptimizationOptionsFile.ToJson(OptimizationPresets.Get(preset).Options))!;
        foreach (var (name, documented) in Documented[preset]!.AsObject())
        {
            if (OptionsPage.Code(Names[name][2]) is not { } path)
            {
                // The row of the name says why there is no such option.
                continue;
            }

            var here = path.Split('.').Aggregate(options, static (node, part) => node?[JsonNamingPolicy.CamelCase.ConvertName(part)]!);
            if (Deviation(preset, name) is { } row)
            {
                Assert.Equal((documented!.ToJsonString(), Text(here)), (row[1], row[2]));
                Assert.NotEqual(row[1], row[2]);
                Assert.True(row[3].Length > 0, $"The deviation of {row[0]} has no reason.");
            }
            else
            {
                Assert.True(Text(documented) == Text(here, Unit(name)), $"{preset}: {name} is {Text(documented)} in the documents, and {path} is {Text(here)}.");
            }
        }
    }

    [Fact]
    public void Deviations_AreOfValuesThatTheDocumentsPrint() =>
        Assert.All(Deviations, static row => Assert.NotNull(row[0].Split('`') is [_, var preset, _, var name, ..] ? Documented[preset]?[name] : null));

    private static string[]? Deviation(string preset, string name) => Deviations.Find(row => row[0] == $"`{preset}`, `{name}`");

    private static bool Unit(string name) => Names[name][1].Contains("seconds", StringComparison.Ordinal);

    // Durations as the documents have them, in seconds.
    private static string Text(JsonNode? value, bool isSeconds = false) => value switch
    {
        null => "null",
        _ when value.GetValueKind() == JsonValueKind.Number => ((decimal)value.GetValue<double>()).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture),
        _ when isSeconds && DurationText.TryParse(value.GetValue<string>(), out var duration) => Text(JsonValue.Create(duration.TotalSeconds)),
        _ => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(),
    };
}
