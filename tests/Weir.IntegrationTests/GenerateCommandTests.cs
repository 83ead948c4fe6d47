using System.Diagnostics;
using System.Text.Json;

namespace Weir.IntegrationTests;

/// <summary>The command as a process: exit codes, the JSON document, and that it stands anywhere.</summary>
public sealed class GenerateCommandTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Generate_BelowAFolderWithSettingsOfItsOwn_GivesAPackageThatStandsByItself()
    {
        _scratch.WriteContract("contracts/a.yaml", "NodeAlphaEffect");
        foreach (var file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            _scratch.Write(file, "<Project><Import Project=\"this file is not there\" /></Project>");
        }

        _scratch.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.CS1591.severity = error\ndotnet_diagnostic.CA1822.severity = error\n");
        _scratch.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.CA1515.severity = error\ndotnet_diagnostic.CA1707.severity = error\n");
        var outcome = await Tool.WeirAsync(_scratch.Path, "generate", "contracts", "--out", "deep/er/out");
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        await PackageChecks.TestAsync(_scratch.Below("deep", "er", "out", "NodeAlphaEffect"));
    }

    [Fact]
    public async Task Generate_WithJson_PrintsOneDocumentAndNothingElse()
    {
        _scratch.WriteContract("a.yaml", "NodeAlphaEffect");
        _scratch.Write("b.yaml", "name: 5\n");
        var outcome = await Tool.WeirAsync(_scratch.Path, "generate", "a.yaml", "b.yaml", "--out", "out", "--json");
        Assert.Equal(1, outcome.ExitCode);
        using var report = JsonDocument.Parse(outcome.Output);
        var root = report.RootElement;
        Assert.Equal("failed", root.GetProperty("status").GetString());
        Assert.True(root.GetProperty("durationMs").GetDouble() > 0);
        var package = Assert.Single(root.GetProperty("packages").EnumerateArray());
        Assert.Equal(("a.yaml", "NodeAlphaEffect", "effect"), (Text(package, "contract"), Text(package, "name"), Text(package, "kind")));
        Assert.Equal(_scratch.Below("out", "NodeAlphaEffect"), Text(package, "path"));
        Assert.True(package.GetProperty("validation").GetProperty("passed").GetBoolean());
        Assert.Equal(JsonValueKind.Null, package.GetProperty("quorum").ValueKind);
        var failed = Assert.Single(root.GetProperty("failed").EnumerateArray());
        Assert.Equal(("b.yaml", "parse"), (Text(failed, "contract"), Text(failed, "stage")));
        Assert.Contains("b.yaml:1:7: error WEIR", Text(failed, "error"), StringComparison.Ordinal);
        Assert.Equal(
            ["parse", "models", "validators", "tests", "validate", "package"],
            root.GetProperty("stages").EnumerateArray().Select(stage => Text(stage, "name")));
        Assert.Contains("b.yaml:1:7", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "generate")]
    [InlineData(2, "generate", "a.yaml")]
    [InlineData(2, "generate", "a.yaml", "--out", "out", "--max-parallel", "0")]
    [InlineData(2, "generate", "a.yaml", "--out", "out", "--max-parallel", "many")]
    [InlineData(2, "generate", "a.yaml", "--out", "out", "--no-such-option")]
    [InlineData(2, "generate", "a.yaml", "--out", "a.yaml")]
    [InlineData(2, "generate", "a.yaml", "--out", "out", "--reference-project", "missing.csproj")]
    [InlineData(2, "generate", "missing.yaml", "--out", "out")]
    [InlineData(2, "no-such-command")]
    [InlineData(2)]
    [InlineData(0, "--help")]
    [InlineData(0, "generate", "--help")]
    [InlineData(0, "--version")]
    public async Task Generate_ByItsArguments_EndsWithTheRightCode(int code, params string[] arguments)
    {
        _scratch.WriteContract("a.yaml", "NodeAlphaEffect");
        var outcome = await Tool.WeirAsync(_scratch.Path, arguments);
        Assert.True(outcome.ExitCode == code, $"{outcome.ExitCode}\n{outcome.Output}{outcome.Error}");
        Assert.Equal(code == 0, outcome.Error.Length == 0);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(["a.yaml"], Directory.EnumerateFileSystemEntries(_scratch.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Generate_OfAMistakeOnTheCommandLineWithJson_StillPrintsOneDocument()
    {
        var outcome = await Tool.WeirAsync(_scratch.Path, "generate", "a.yaml", "--json");
        Assert.Equal(2, outcome.ExitCode);
        using var report = JsonDocument.Parse(outcome.Output);
        Assert.Equal("failed", Text(report.RootElement, "status"));
    }

    [Fact]
    public async Task Generate_WhenInterrupted_EndsWithThreeAndLeavesWholePackagesOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("A process cannot be sent Ctrl-C alone on Windows.");
        }

        for (var number = 0; number < 150; number++)
        {
            _scratch.WriteContract($"contracts/c{number}.yaml", $"NodeNumber{number}Effect");
        }

        using var process = Tool.Start("dotnet", _scratch.Path, [Path.Combine(AppContext.BaseDirectory, "weir.dll"), "generate", "contracts", "--out", "out"]);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("package[", StringComparison.Ordinal))
        {
        }

        using (var kill = Process.Start("sh", ["-c", FormattableString.Invariant($"kill -INT {process.Id}")]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 3, await errors);
        var packages = Directory.EnumerateDirectories(_scratch.Below("out")).ToArray();
        Assert.InRange(packages.Length, 1, 149);
        Assert.All(packages, package => Assert.True(File.Exists(Path.Combine(package, "manifest.json")), package));
    }

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();
}
