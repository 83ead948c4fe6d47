using System.Text.Json;

namespace Weir.IntegrationTests;

/// <summary>The whole way of a user: install the tool from a folder of packages, generate the samples, test what came out.</summary>
public sealed class InstalledToolTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Samples_ThroughTheInstalledTool_BecomePackagesWhoseTestsPass()
    {
        var packages = Environment.GetEnvironmentVariable("WEIR_PACKAGES");
        if (packages is null)
        {
            packages = _scratch.Below("packages");
            await SucceedAsync(Tool.DotnetAsync(Tool.Root, "pack", "src/Weir.Cli", "--configuration", "Release", $"-p:PackageOutputPath={packages}"));
        }

        var tool = _scratch.Below("tool");
        await SucceedAsync(Tool.DotnetAsync(_scratch.Path, "tool", "install", "Weir.Cli", "--tool-path", tool, "--source", packages));
        var outcome = await SucceedAsync(Tool.RunAsync(
            Path.Combine(tool, "weir"), _scratch.Path, ["generate", Path.Combine(Tool.Root, "samples", "contracts"), "--out", "out", "--json"]));

        using var report = JsonDocument.Parse(outcome.Output);
        var generated = report.RootElement.GetProperty("packages").EnumerateArray().Select(package => package.GetProperty("path").GetString()!).ToArray();
        Assert.Equal(4, generated.Length);
        foreach (var package in generated)
        {
            Assert.True(File.Exists(Path.Combine(package, "nuget.config")));
            Assert.False(File.Exists(Path.Combine(package, "Weir.local.props")));
            await PackageChecks.TestAsync(package, FreshPackages());
        }
    }

    // The Weir package has one version while it is developed; a cache of the machine may hold an older build of it.
    private Dictionary<string, string> FreshPackages()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(home, ".nuget", "packages");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["NUGET_PACKAGES"] = _scratch.Below("cache") };
        if (Directory.Exists(cache) && !Directory.Exists(Path.Combine(cache, "weir")))
        {
            environment["NUGET_FALLBACK_PACKAGES"] = cache;
        }

        return environment;
    }

    private static async Task<Outcome> SucceedAsync(Task<Outcome> process)
    {
        var outcome = await process;
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        return outcome;
    }
}
