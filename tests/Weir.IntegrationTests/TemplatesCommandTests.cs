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
        var wrong = await Tool.WeirAsync(_scratch.Path, "templates", "check", "--templates", "mine", "--json");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("solution.hbs:1:3: error WEIR3102: The template asks for 'Pakcage'", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("user.hbs:2:1: error WEIR3101: ", wrong.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(wrong.Output);
        Assert.False(document.RootElement.GetProperty("valid").GetBoolean());
        Assert.Equal(2, document.RootElement.GetProperty("diagnostics").GetArrayLength());
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
        Assert.Contains("user.hbs:2:1: The template asks for 'Nope'", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Below("out", "NodeAlphaEffect")));
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
