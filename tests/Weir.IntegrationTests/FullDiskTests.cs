namespace Weir.IntegrationTests;

/// <summary>A generation that cannot write: a limit on the size of files stands for a disk that is full.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Generate_WhereAFileCannotBeWritten_SaysSoAndLeavesWhatWasThere()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no limit on the size of files.");
        }

        _scratch.WriteContract("in/a.yaml", "NodeAlphaEffect");
        var first = await Tool.WeirAsync(_scratch.Path, "generate", "in", "--out", "out");
        Assert.True(first.ExitCode == 0, first.Error);
        var before = Content();

        _scratch.WriteContract("in/a.yaml", "NodeAlphaEffect", "io_operations: [ { name: other } ]\n");

        // The runtime's own double mapping of code is a file, too, and would be refused first.
        var outcome = await Tool.RunAsync(
            "sh", _scratch.Path, ["-c", "trap '' XFSZ; ulimit -f 8; exec dotnet \"$0\" generate in --out out", Path.Combine(AppContext.BaseDirectory, "weir.dll")],
            new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_TieredCompilation"] = "1" });
        Assert.True(outcome.ExitCode == 1, $"{outcome.ExitCode}: {outcome.Output}{outcome.Error}");
        Assert.Contains("NodeAlphaEffect", outcome.Output + outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(before, Content());
    }

    private SortedDictionary<string, string> Content() => new(
        Directory.EnumerateFiles(_scratch.Below("out"), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .ToDictionary(file => Path.GetRelativePath(_scratch.Path, file), File.ReadAllText), StringComparer.Ordinal);
}
