using System.Text;
using System.Text.Json;

namespace Weir.IntegrationTests;

/// <summary><c>weir validate</c> as a process.</summary>
public sealed class ValidateCommandTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Validate_OfSoundCode_ExitsWithZero()
    {
        _scratch.Write("src/A.cs", "internal sealed class A;");
        var outcome = await Tool.WeirAsync(_scratch.Path, "validate", "src", "--profile", "development");
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Assert.Contains("passed (development): 1 file, 0 errors, 0 warnings", outcome.Output, StringComparison.Ordinal);
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public async Task Validate_OfAFinding_ShowsPlaceRuleLineAndSuggestion()
    {
        _scratch.Write("src/A.cs", "internal sealed class A\n{\n\tinternal void M() { } // \u001b[31m\n}\n");
        var outcome = await Tool.WeirAsync(_scratch.Path, "validate", "src/A.cs", "--profile", "development");
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith(
            """
            src/A.cs:3:16: error completeness/empty-body: The body of the method M is empty.
                internal void M() { } //  [31m
                              ^
                Write it, or say in a comment in it why nothing is to be done.
            """.ReplaceLineEndings("\n"),
            outcome.Output.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', outcome.Output);
        Assert.Matches("""completeness +0\.80 +\S+ +failed: 1 error \(completeness/empty-body\)""", outcome.Output);
    }

    [Fact]
    public async Task Validate_AsJson_PrintsOneDocumentWithAllFields()
    {
        _scratch.Write("A.cs", "internal sealed class A { internal void M() { } }");
        var outcome = await Tool.WeirAsync(_scratch.Path, "validate", "A.cs", "none.cs", "--json", "--sarif", "log.sarif", "--profile", "development");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("error: There is no file or folder 'none.cs'.", outcome.Error.Trim());
        using var document = JsonDocument.Parse(outcome.Output);
        var root = document.RootElement;
        Assert.False(root.GetProperty("passed").GetBoolean());
        Assert.InRange(root.GetProperty("score").GetDouble(), 0, 0.99);
        var completeness = root.GetProperty("validators").EnumerateArray().Single(static one => one.GetProperty("name").GetString() == "completeness");
        Assert.True(completeness.GetProperty("durationMs").GetDouble() >= 0);
        var issue = completeness.GetProperty("issues")[0];
        Assert.Equal(
            ("completeness/empty-body", "error", "A.cs", 1, 41),
            (issue.GetProperty("rule").GetString(), issue.GetProperty("severity").GetString(), issue.GetProperty("file").GetString(), issue.GetProperty("line").GetInt32(), issue.GetProperty("column").GetInt32()));
        Assert.NotEmpty(issue.GetProperty("suggestion").GetString()!);
        Assert.Equal("none.cs", root.GetProperty("refused")[0].GetProperty("path").GetString());

        using var sarif = JsonDocument.Parse(await File.ReadAllTextAsync(_scratch.Below("log.sarif"), TestContext.Current.CancellationToken));
        var place = sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("A.cs", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
    }

    [Theory]
    [InlineData("", "completeness/no-code")]
    [InlineData("// Nothing.", "completeness/no-code")]
    [InlineData("Dear reader, this is a letter.", "CS")]
    [InlineData("internal class A { int M() => \"\"; }", "CS0029")]
    public async Task Validate_OfWhatIsNoCode_ExitsWithOne(string text, string rule)
    {
        _scratch.Write("A.cs", text);
        var outcome = await Tool.WeirAsync(_scratch.Path, "validate", "A.cs", "--profile", "development");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains($"error {rule}", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_OfGarbageAndOfTooMuch_SaysSoAndGoesOn()
    {
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        await File.WriteAllBytesAsync(_scratch.Below("garbage.cs"), bytes, TestContext.Current.CancellationToken);
        _scratch.Write("big.cs", new StringBuilder().Insert(0, "// A line of a large file.\n", 200_000).ToString());
        var outcome = await Tool.WeirAsync(_scratch.Path, "validate", ".", "--profile", "development");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("error: './big.cs' has more than 1 MiB (1,048,576 bytes), which is as much as is judged of one file; split it.", outcome.Error.Trim());
        Assert.Contains("./garbage.cs:", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_InProduction_AsksTheAnalyzers()
    {
        _scratch.Write("A.cs", "internal static class A { internal static Task M(Stream s, CancellationToken token) => s.FlushAsync(); }");
        var outcome = await Tool.WeirAsync(_scratch.Path, "validate", "A.cs", "--profile", "production");
        Assert.Contains("warning CA2016", outcome.Output, StringComparison.Ordinal);
        var asked = await Tool.WeirAsync(_scratch.Path, "validate", "A.cs", "--profile", "development", "--analyzers");
        Assert.True(asked.ExitCode == 0 && asked.Output.Contains("warning CA2016", StringComparison.Ordinal), asked.Output + asked.Error);
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("validate", "none.cs")]
    [InlineData("validate", "A.cs", "--profile", "strict")]
    [InlineData("validate", "A.cs", "--contract", "none.yaml")]
    [InlineData("validate", "A.cs", "--sarif", ".")]
    [InlineData("validate", "A.cs", "--sarif", "A.cs")]
    [InlineData("validate", "A.cs", "--sarif", "")]
    [InlineData("validate", "A.cs", "--contract", "")]
    [InlineData("generate", ".", "--out", "out", "--quorum", "")]
    [InlineData("generate", ".", "--out", "out", "--workflow", "")]
    [InlineData("validate", "--jsn", "A.cs")]
    public async Task BadUsage_ExitsWithTwo(params string[] arguments)
    {
        _scratch.Write("A.cs", "internal sealed class A;");
        var outcome = await Tool.WeirAsync(_scratch.Path, arguments);
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("error: ", outcome.Error, StringComparison.Ordinal);
        var asJson = await Tool.WeirAsync(_scratch.Path, [.. arguments, "--json"]);
        using var document = JsonDocument.Parse(asJson.Output);
        Assert.NotEmpty(document.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal("internal sealed class A;", await File.ReadAllTextAsync(_scratch.Below("A.cs"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Sarif_ThroughALinkAndToAnEmptyFile_LeavesLinkAndFile()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _scratch.Write("A.cs", "internal sealed class A;");
        File.CreateSymbolicLink(_scratch.Below("link.sarif"), _scratch.Below("log.sarif"));
        await Tool.WeirAsync(_scratch.Path, "validate", "A.cs", "--sarif", "link.sarif");
        await Tool.WeirAsync(_scratch.Path, "validate", "A.cs", "--sarif", "link.sarif");
        Assert.NotNull(File.ResolveLinkTarget(_scratch.Below("link.sarif"), returnFinalTarget: false));
        Assert.StartsWith("{", await File.ReadAllTextAsync(_scratch.Below("log.sarif"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        _scratch.Write("empty.sarif", "");
        await Tool.WeirAsync(_scratch.Path, "validate", "A.cs", "--sarif", "empty.sarif");
        Assert.StartsWith("{", await File.ReadAllTextAsync(_scratch.Below("empty.sarif"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
