using System.Text.Json;

namespace Weir.IntegrationTests;

/// <summary><c>weir presets</c> as a process.</summary>
public sealed class PresetsCommandTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Presets_AsJson_HasEachWithOptionsThatCanBeRead()
    {
        var outcome = await Tool.WeirAsync(_scratch.Path, "presets", "--json");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Empty(outcome.Error);
        using var document = JsonDocument.Parse(outcome.Output);
        var presets = document.RootElement.GetProperty("presets").EnumerateArray().ToList();
        Assert.Equal(OptimizationPresets.All.Select(static one => one.Name), presets.Select(static one => one.GetProperty("name").GetString()));
        Assert.Equal(
            OptimizationPresets.All.Select(static one => one.Options),
            presets.Select(static one => OptimizationOptionsFile.Read(one.GetProperty("options").GetRawText())));
    }

    [Fact]
    public async Task Presets_OnATerminal_ListsLayersAndValues()
    {
        var outcome = await Tool.WeirAsync(_scratch.Path, "presets");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        var lines = outcome.Output.ReplaceLineEndings("\n").Split('\n');
        var at = Array.IndexOf(lines, "high-allocation     Steps make and drop many objects.");
        Assert.True(at >= 0, outcome.Output);
        Assert.Equal("                    pooling: maxObjects 1000, maxPools 50, cleanupThreshold 0.8, maxBufferLength 1048576, maxBytes 67108864", lines[at + 1]);
        Assert.Equal("                    off: contexts, concurrency, caching, telemetry, circuitBreaking", lines[at + 2]);
    }

    [Fact]
    public async Task Presets_WithAName_ShowsEveryValueOfIt()
    {
        var outcome = await Tool.WeirAsync(_scratch.Path, "presets", "conservative");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.StartsWith("conservative: ", outcome.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^allowRuntimeChanges +false\r?$", outcome.Output);
        Assert.Matches(@"(?m)^telemetry\.flushInterval +10s\r?$", outcome.Output);

        var json = await Tool.WeirAsync(_scratch.Path, "presets", "conservative", "--json");
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal("conservative", Assert.Single(document.RootElement.GetProperty("presets").EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Presets_WithANameThatThereIsNot_SaysTheNearest()
    {
        var outcome = await Tool.WeirAsync(_scratch.Path, "presets", "hi-memory", "--json");
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("error: There is no preset \"hi-memory\"; did you mean 'high-memory'?", outcome.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(outcome.Output);
        Assert.Empty(document.RootElement.GetProperty("presets").EnumerateArray());
        Assert.Single(document.RootElement.GetProperty("errors").EnumerateArray());
    }

    [Fact]
    public async Task Help_HasAnExample()
    {
        var outcome = await Tool.WeirAsync(_scratch.Path, "presets", "--help");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("weir presets batch-processing", outcome.Output, StringComparison.Ordinal);
    }
}
