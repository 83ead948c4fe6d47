using System.Text.Json;

namespace Weir.IntegrationTests;

/// <summary><c>weir templates</c> and <c>weir generate --templates</c> as processes.</summary>
public sealed class TemplatesCommandTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task List_AsJson_HasIdKindSourceAndHash()
    {
        _scratch.Write("mine/package/solution.hbs", "mine");
        var outcome = await Tool.WeirAsync(_scratch.Path, "templates", "list", "--templates", "mine", "--json");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        using var document = JsonDocument.Parse(outcome.Output);
        var templates = document.RootElement.GetProperty("templates").EnumerateArray().ToDictionary(static one => one.GetProperty("id").GetString()!);
        Assert.Equal(Path.Combine("mine", "package/solution.hbs"), templates["package/solution"].GetProperty("source").GetString());
        Assert.Equal("shipped", templates["node/node"].GetProperty("source").GetString());
        Assert.Equal("node", templates["node/node"].GetProperty("kind").GetString());
        Assert.Matches("^[0-9a-f]{64}$", templates["node/node"].GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Check_OfMistakes_NamesEachWithItsPlace()
    {
        var sound = await Tool.WeirAsync(_scratch.Path, "templates", "check");
        Assert.True(sound.ExitCode == 0, sound.Error);

        _scratch.Write("mine/package/solution.hbs", "x {{Pakcage}}\n");
        _scratch.Write("mine/node/user.hbs", "{{#if x}}\n{{/each}}");
        var shown = await Tool.WeirAsync(_scratch.Path, "templates", "check", "--templates", "mine");
        Assert.Equal(1, shown.ExitCode);
        Assert.Matches("^[0-9]+ templates, 2 replaced: 2 mistakes\n$", shown.Output.ReplaceLineEndings("\n"));
        var wrong = await Tool.WeirAsync(_scratch.Path, "templates", "check", "--templates", "mine", "--json");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("solution.hbs:1:3: error WEIR3102: The template asks for 'Pakcage'", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("user.hbs:2:1: error WEIR3101: ", wrong.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(wrong.Output);
        Assert.False(document.RootElement.GetProperty("valid").GetBoolean());
        Assert.Equal(2, document.RootElement.GetProperty("diagnostics").GetArrayLength());
    }

    [Fact]
    public async Task Show_OfATemplate_PrintsItsTextForACopy()
    {
        _scratch.Write("mine/node/user.hbs", "// mine Ü\n");
        var mine = await Tool.WeirAsync(_scratch.Path, "templates", "show", "node/user", "--templates", "mine");
        Assert.Equal((0, "// mine Ü\n"), (mine.ExitCode, mine.Output));
        var shipped = await Tool.WeirAsync(_scratch.Path, "templates", "show", "node/user", "--json");
        using var document = JsonDocument.Parse(shipped.Output);
        var root = document.RootElement;
        Assert.Equal(["id", "kind", "source", "sha256", "text"], root.EnumerateObject().Select(static one => one.Name));
        Assert.Equal(("node/user", "node", "shipped"), (root.GetProperty("id").GetString(), root.GetProperty("kind").GetString(), root.GetProperty("source").GetString()));
        Assert.Equal(Sha256(root.GetProperty("text").GetString()!), root.GetProperty("sha256").GetString());

        // A copy is what it is a copy of.
        var copy = await Tool.WeirAsync(_scratch.Path, "templates", "show", "node/user");
        Assert.Equal(root.GetProperty("text").GetString(), copy.Output);
    }

    [Fact]
    public async Task Render_WithDataOfAFile_PrintsOrWritesTheText()
    {
        _scratch.Write("mine/page.hbs", "Hi {{name}}\n");
        _scratch.Write("data.yaml", "name: Ü\n");
        var printed = await Tool.WeirAsync(_scratch.Path, "templates", "render", "page", "--data", "data.yaml", "--templates", "mine");
        Assert.Equal((0, "Hi Ü\n"), (printed.ExitCode, printed.Output));
        var written = await Tool.WeirAsync(_scratch.Path, "templates", "render", "page", "--data", "data.yaml", "--templates", "mine", "--to", "page.txt", "--json");
        Assert.Equal(0, written.ExitCode);
        Assert.Equal("Hi Ü\n", await File.ReadAllTextAsync(_scratch.Below("page.txt"), TestContext.Current.CancellationToken));
        using var document = JsonDocument.Parse(written.Output);
        Assert.Equal("page.txt", document.RootElement.GetProperty("path").GetString());
    }

    [Theory]
    [InlineData(2, "is no id of a template", "templates", "render", "../x")]
    [InlineData(2, "did you mean 'node/node'?", "templates", "render", "node/nod")]
    [InlineData(2, "did you mean 'node/node'?", "templates", "show", "node/nod")]
    [InlineData(2, "There is no folder 'none'", "templates", "list", "--templates", "none")]
    [InlineData(2, "There is no folder 'none'", "generate", "a.yaml", "--out", "out", "--templates", "none")]
    [InlineData(2, "cannot be read", "templates", "render", "node/node", "--data", "none.json")]
    [InlineData(1, "node.hbs:", "templates", "render", "node/node")]
    public async Task Command_OfWhatCannotBeDone_SaysWhy(int code, string part, params string[] arguments)
    {
        var outcome = await Tool.WeirAsync(_scratch.Path, [.. arguments, "--json"]);
        Assert.Equal(code, outcome.ExitCode);
        Assert.Contains(part, outcome.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(outcome.Output);
        Assert.Equal(1, document.RootElement.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task Generate_WithAReplacedTemplate_UsesItAndWritesItsHashIntoTheManifest()
    {
        _scratch.WriteContract("a.yaml", "NodeAlphaEffect");
        _scratch.Write("mine/package/gitignore.hbs", "{{> note}}mine/\n");
        _scratch.Write("mine/note.hbs", "# ours\n");
        _scratch.Write("mine/node/nod.hbs", "x");
        var outcome = await Tool.WeirAsync(_scratch.Path, "generate", "a.yaml", "--out", "out", "--templates", "mine");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Contains("nod.hbs: warning WEIR3103", outcome.Error, StringComparison.Ordinal);
        var token = TestContext.Current.CancellationToken;
        Assert.Equal("# ours\nmine/\n", await File.ReadAllTextAsync(_scratch.Below("out", "NodeAlphaEffect", ".gitignore"), token));
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(_scratch.Below("out", "NodeAlphaEffect", "manifest.json"), token));
        var hashes = manifest.RootElement.GetProperty("templates");
        Assert.Equal(Sha256("{{> note}}mine/\n"), hashes.GetProperty("package/gitignore").GetString());
        Assert.Equal(Sha256("# ours\n"), hashes.GetProperty("note").GetString());
        Assert.False(hashes.TryGetProperty("node/nod", out _));
    }

    [Fact]
    public async Task Generate_WithABrokenTemplate_FailsThePackageWithItsPlace()
    {
        _scratch.WriteContract("a.yaml", "NodeAlphaEffect");
        _scratch.Write("mine/node/user.hbs", "// mine\n{{Nope}}\n");
        var outcome = await Tool.WeirAsync(_scratch.Path, "generate", "a.yaml", "--out", "out", "--templates", "mine");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("user.hbs:2:1: error WEIR3102: The template asks for 'Nope', and nothing here is called 'Nope'.", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Below("out", "NodeAlphaEffect")));
    }

    [Fact]
    public async Task Generate_WithATemplateThatSpoilsThePackage_CallsItDegraded()
    {
        _scratch.WriteContract("a.yaml", "NodeAlphaEffect");
        await SpoilAsync("    public void Later()\n    {\n    }\n");
        var outcome = await Tool.WeirAsync(_scratch.Path, "generate", "a.yaml", "--out", "out", "--templates", "mine");
        Assert.Equal(1, outcome.ExitCode);
        var lines = outcome.Output.ReplaceLineEndings("\n").Split('\n');
        Assert.Contains(lines, static line => line.StartsWith("NodeAlphaEffect ", StringComparison.Ordinal) && line.EndsWith("out/NodeAlphaEffect  degraded", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.StartsWith("1 package in ", StringComparison.Ordinal)
            && line.EndsWith(" s, degraded: made of the shipped templates, because what node/node of 'mine' gave did not pass", StringComparison.Ordinal));
        Assert.DoesNotContain("not generated", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("review[", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("a.yaml: validate failed:\nsrc/NodeAlphaEffect/NodeAlphaEffectBase.g.cs:", outcome.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_OfWhatPassesWithDoubts_ShowsThem()
    {
        _scratch.WriteContract("a.yaml", "NodeAlphaEffect");
        await SpoilAsync("    public int Later => 1;\n");
        _scratch.Write("quorum.yaml", "members:\n  - { name: contract, uses: rules.contract }\n  - { name: security, uses: rules.security, weight: 2 }\n");
        var outcome = await Tool.WeirAsync(_scratch.Path, "generate", "a.yaml", "--out", "out", "--templates", "mine", "--quorum", "quorum.yaml");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Contains("review[a.yaml]", outcome.Output, StringComparison.Ordinal);
        var lines = outcome.Error.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Matches(@"^out/NodeAlphaEffect/src/NodeAlphaEffect/NodeAlphaEffectBase\.g\.cs:\d+:\d+: warning completeness/missing-docs: ", lines[0]);
        Assert.StartsWith("NodeAlphaEffect: the quorum passed it; contract voted against it (confidence 0.50): src/", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_OfTheSamples_HasNoDoubts()
    {
        var outcome = await Tool.WeirAsync(_scratch.Path, "generate", Path.Combine(Tool.Root, "samples", "contracts"), "--out", "out", "--quorum", "local");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
    }

    private async Task SpoilAsync(string member)
    {
        var shipped = (await Tool.WeirAsync(_scratch.Path, "templates", "show", "node/node")).Output;
        var end = shipped.LastIndexOf('}');
        _scratch.Write("mine/node/node.hbs", shipped[..end] + member + shipped[end..]);
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
