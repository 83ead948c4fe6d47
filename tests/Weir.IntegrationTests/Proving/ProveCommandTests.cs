using System.Text.Json;

namespace Weir.IntegrationTests.Proving;

/// <summary><c>weir prove</c> as a process. What it measures is for benchmarks; here it is what it accepts, and the form of what it says.</summary>
public sealed class ProveCommandTests : IDisposable
{
    private const string Twice = """
        weir: 1
        name: twice
        permissions: { read: [ . ] }
        inputs:
          file: { type: string, default: words.txt }
        stages:
          - name: read
            steps:
              - { name: words, uses: file.read, with: { path: "${{ inputs.file }}" } }
        outputs:
          words: ${{ steps.words.output }}
        """;

    private readonly Scratch _scratch = new();

    public ProveCommandTests()
    {
        File.WriteAllText(Path.Combine(_scratch.Path, "twice.weir.yaml"), Twice);
        File.WriteAllText(Path.Combine(_scratch.Path, "words.txt"), "over the weir");
        File.WriteAllText(Path.Combine(_scratch.Path, "options.json"), """{ "version": 1, "pooling": { "reason": "buffers" }, "fusion": { "enabled": false } }""");
    }

    public static TheoryData<string[], string> Mistakes => new()
    {
        { ["--metric", "speed"], "'speed' not recognized" },
        { ["--layer", "magic"], "'magic' not recognized" },
        { ["--workflow", "twice.weir.yaml"], "--workflow: say what is measured, with --optimization FILE|PRESET." },
        { ["--workflow", "none.weir.yaml", "--optimization", "options.json"], "none.weir.yaml" },
        { ["--workflow", "twice.weir.yaml", "--optimization", "options.json", "--metric", "cache"], "--workflow and --metric exclude each other" },
        { ["--workflow", "twice.weir.yaml", "--optimization", "high-memori"], "There is no preset \"high-memori\"; did you mean 'high-memory'?" },
        { ["--optimization", "high-memory", "--layer", "fusion"], "--layer and --optimization exclude each other" },
        { ["--one-by-one"], "--one-by-one measures the layers of --optimization" },
        { ["--input", "a=b"], "add --workflow FILE" },
        { ["--report", "report.pdf"], "'report.pdf' must end in .html, .md, .json." },
        { ["--optimization", "options.json", "--report", "./options.json"], "--report: './options.json' is what this command reads; name another file." },
        { ["--report", "nowhere/report.html"], "make it first" },
        { ["--report", "/proc/report.md"], "--report: '/proc/report.md' cannot be written" },
        { ["--patience", "long"], "--patience: 'long' is no duration of more than 0 and at most 24 days; write " },
        { ["--patience", "577h"], "--patience: '577h' is no duration of more than 0 and at most 24 days; write " },
        { ["--budget", "1ms"], "--budget: it is less than 10ms" },
        { ["--optimization", "nowhere/options.json"], "--optimization: There is no file 'nowhere/options.json'." },
        { ["--optimization", ".."], "--optimization: '..' is a folder; name a file in it." },
        { ["--seed", "many"], "--seed: 'many' is no whole number." },
    };

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Prove_WithAMistake_SaysSoAndMeasuresNothing(string[] arguments, string expected)
    {
        var outcome = await Tool.WeirAsync(_scratch.Path, ["prove", .. arguments, "--json"]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(outcome.Output);
        Assert.Empty(document.RootElement.GetProperty("metrics").EnumerateArray());
        Assert.NotEmpty(document.RootElement.GetProperty("errors").EnumerateArray());
    }

    [Fact]
    public async Task Prove_OfOptionsOfAnotherVersion_SaysWhere()
    {
        await File.WriteAllTextAsync(Path.Combine(_scratch.Path, "old.json"), """{ "version": 9 }""", TestContext.Current.CancellationToken);
        var outcome = await Tool.WeirAsync(_scratch.Path, "prove", "--optimization", "old.json");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("old.json:1:14: error WEIR40", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prove_OfAMetric_SaysAllThatItFound()
    {
        var outcome = await Tool.WeirAsync(_scratch.Path, "prove", "--quick", "--metric", "execution", "--json", "--seed", "7", "--report", "p.md", "--report", "p.html", "--report", "p.json");
        Assert.True(outcome.ExitCode is 0 or 1, outcome.Error);
        using var document = JsonDocument.Parse(outcome.Output);
        var root = document.RootElement;
        Assert.Equal(7, root.GetProperty("seed").GetInt32());
        Assert.Equal(2, root.GetProperty("control").GetProperty("confidence").GetArrayLength());
        var metric = Assert.Single(root.GetProperty("metrics").EnumerateArray());
        Assert.Equal(("execution", "fusion", "ns", 20.0), (
            metric.GetProperty("name").GetString(), metric.GetProperty("layer").GetString(), metric.GetProperty("unit").GetString(), metric.GetProperty("targetChange").GetDouble()));
        foreach (var side in new[] { metric.GetProperty("baseline"), metric.GetProperty("optimized") })
        {
            Assert.Equal(side.GetProperty("n").GetInt32(), side.GetProperty("samples").GetArrayLength());
            Assert.True(side.GetProperty("min").GetDouble() <= side.GetProperty("median").GetDouble() && side.GetProperty("median").GetDouble() <= side.GetProperty("max").GetDouble());
        }

        var recorded = metric.GetProperty("recordedStep");
        Assert.Equal(recorded.GetProperty("baseline").GetDouble() / recorded.GetProperty("weir").GetDouble(), recorded.GetProperty("ratio").GetDouble(), 2);
        Assert.Empty(root.GetProperty("layers").EnumerateArray());
        Assert.Contains("| execution |", await File.ReadAllTextAsync(Path.Combine(_scratch.Path, "p.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(Path.Combine(_scratch.Path, "p.html"), TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(outcome.Output.TrimEnd(), (await File.ReadAllTextAsync(Path.Combine(_scratch.Path, "p.json"), TestContext.Current.CancellationToken)).TrimEnd());
    }

    /// <summary>Who is killed can end nobody; the process that measures notices it by itself.</summary>
    [Fact]
    public async Task Prove_ThatIsKilled_LeavesNothingBehind()
    {
        using var process = Tool.Start("dotnet", _scratch.Path, [Path.Combine(AppContext.BaseDirectory, "weir.dll"), "prove", "--metric", "execution"]);
        var errors = process.StandardError;
        Assert.NotNull(await errors.ReadLineAsync(TestContext.Current.CancellationToken));
        process.Kill();

        // The one that measures writes there, too, so that it has an end only when both have.
        var rest = await errors.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.EndsWith("cancelled", rest.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prove_OfOptionsFromAPipe_ReadsThemOnce()
    {
        var outcome = await Tool.RunAsync("bash", _scratch.Path, ["-c", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "weir.dll")}' prove --quick --metric memory --optimization <(cat options.json) > /dev/full --report full.json"]);
        Assert.Contains("\"memory\"", await File.ReadAllTextAsync(Path.Combine(_scratch.Path, "full.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(1, outcome.ExitCode);
    }

    [Fact]
    public async Task Prove_OfAWorkflow_ComparesItWithTheOptionsAndEachLayerAlone()
    {
        var outcome = await Tool.WeirAsync(_scratch.Path, "prove", "--quick", "--workflow", "twice.weir.yaml", "--optimization", "options.json", "--one-by-one", "--json");
        Assert.True(outcome.ExitCode is 0 or 1, outcome.Error);
        using var document = JsonDocument.Parse(outcome.Output);
        var metric = Assert.Single(document.RootElement.GetProperty("metrics").EnumerateArray());
        Assert.Equal(("workflow", 0.0, JsonValueKind.Null), (
            metric.GetProperty("name").GetString(), metric.GetProperty("targetChange").GetDouble(), metric.GetProperty("recordedStep").ValueKind));
        Assert.Equal("pooling", Assert.Single(document.RootElement.GetProperty("layers").EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Prove_OfAWorkflowThatFails_SaysWhy()
    {
        var outcome = await Tool.WeirAsync(_scratch.Path, "prove", "--quick", "--workflow", "twice.weir.yaml", "--input", "file=gone.txt", "--optimization", "options.json");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("The workload 'workflow' failed in its baseline", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("gone.txt", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task Help_HasAnExample()
    {
        var outcome = await Tool.WeirAsync(_scratch.Path, "prove", "--help");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("weir prove --quick", outcome.Output, StringComparison.Ordinal);
    }
}
