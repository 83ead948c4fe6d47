using System.Text.Json;

namespace Weir.IntegrationTests;

/// <summary><c>weir check</c> and <c>weir graph</c> as processes.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private const string Sound = """
        weir: 1
        name: count
        inputs: { files: { type: files, default: "data/*.txt" } }
        permissions: { read: [ data/ ] }
        stages:
          - name: read
            steps:
              - { name: text, uses: file.read, for-each: "${{ inputs.files }}", with: { path: "${{ item }}" } }
              - { name: report, uses: file.write, with: { path: out/report.txt, text: "${{ join(steps.text.output, ' ') }}" } }
        """;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Check_OfSomethingThatIsNotPermitted_NamesThePermissionThatWouldAllowIt()
    {
        _scratch.Write("w.yaml", Sound);
        var refused = await Tool.WeirAsync(_scratch.Path, "check", "w.yaml");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("w.yaml:9:57: error WEIR1014", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--allow write=out/report.txt", refused.Error, StringComparison.Ordinal);

        var allowed = await Tool.WeirAsync(_scratch.Path, "check", "w.yaml", "--allow", "write=out/");
        Assert.True(allowed.ExitCode == 0, allowed.Error);
        Assert.Contains("may write out/", allowed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfSeveralFiles_PrintsOneDocumentAndSaysHowManyAreValid()
    {
        _scratch.Write("w.yaml", Sound);
        _scratch.WriteContract("c.yaml", "NodeAlphaEffect");
        var outcome = await Tool.WeirAsync(_scratch.Path, "check", "w.yaml", "c.yaml", "none.yaml", "--json");
        Assert.Equal(1, outcome.ExitCode);
        using var document = JsonDocument.Parse(outcome.Output);
        var files = document.RootElement.GetProperty("files").EnumerateArray().ToArray();
        Assert.Equal([false, true, false], files.Select(static file => file.GetProperty("valid").GetBoolean()));
        Assert.Equal("WEIR2016", files[2].GetProperty("diagnostics")[0].GetProperty("code").GetString());
        Assert.Equal(9, files[0].GetProperty("diagnostics")[0].GetProperty("line").GetInt32());
    }

    [Theory]
    [InlineData("mermaid", "step0 --> step1")]
    [InlineData("dot", "step0 -> step1;")]
    public async Task Graph_PrintsTheSteps(string format, string part)
    {
        _scratch.Write("w.yaml", Sound);
        var outcome = await Tool.WeirAsync(_scratch.Path, "graph", "w.yaml", "--format", format, "--allow", "write=out/");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Contains(part, outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check", "w.yaml", "--allow", "files=x")]
    [InlineData("check", "--jsn", "w.yaml")]
    [InlineData("graph", "none.yaml")]
    [InlineData("graph", "w.yaml", "--format", "png")]
    public async Task BadUsage_ExitsWithTwo(params string[] arguments)
    {
        var outcome = await Tool.WeirAsync(_scratch.Path, arguments);
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("error: ", outcome.Error, StringComparison.Ordinal);
    }
}
