using System.Text.Json;

namespace Weir.IntegrationTests;

/// <summary>The sample workflows as a new user runs them, each in a copy of its folder.</summary>
public sealed class SampleWorkflowTests : IDisposable
{
    private static readonly string Samples = Path.Combine(Tool.Root, "samples", "workflows");

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Check_AcceptsAllOfThem()
    {
        var files = Directory.EnumerateDirectories(Samples).SelectMany(static folder => Directory.EnumerateFiles(folder, "*.weir.yaml")).ToArray();
        Assert.InRange(files.Length, 5, 100);
        var outcome = await Tool.WeirAsync(_scratch.Path, ["check", .. files]);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
    }

    [Fact]
    public async Task Table_HasARowForEachWithACommandThatNamesIt()
    {
        var table = await File.ReadAllLinesAsync(Path.Combine(Samples, "README.md"), TestContext.Current.CancellationToken);
        Assert.All(Directory.EnumerateDirectories(Samples).Select(Path.GetFileName), name =>
        {
            var row = Assert.Single(table, line => line.StartsWith($"| [{name}](", StringComparison.Ordinal));
            var command = row.Split('`')[^2];
            Assert.True(name == "fetch-report" ? command == "dotnet run samples/12-workflow-over-http.cs" : command.Contains($"run samples/workflows/{name}/{name}.weir.yaml", StringComparison.Ordinal), row);
        });
    }

    [Fact]
    public async Task Generate_WritesAPackage()
    {
        using var run = await RunAsync("generate");
        var package = run.RootElement.GetProperty("outputs").GetProperty("package");
        Assert.Equal("NodeGreetingCompute", package.GetProperty("name").GetString());
        Assert.True(File.Exists(_scratch.Below("generate", "out", "NodeGreetingCompute", "src", "NodeGreetingCompute", "NodeGreetingCompute.cs")));
    }

    [Theory]
    [InlineData("yes", "letter.txt", "Dear Ms Alder,")]
    [InlineData("no", "dropped.txt", "Ms Alder gets no letter.")]
    public async Task Approval_FollowsTheAnswer(string answer, string written, string begins)
    {
        using var run = await RunAsync("approval", "--answer", $"sign-off={answer}");
        Assert.Equal(answer, run.RootElement.GetProperty("outputs").GetProperty("answer").GetString());
        var file = Assert.Single(Directory.GetFiles(_scratch.Below("approval", "out")));
        Assert.Equal(written, Path.GetFileName(file));
        Assert.StartsWith(begins, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThousandFiles_ReadsAllAndFindsTheLargeOnes()
    {
        using var run = await RunAsync("thousand-files");
        var outputs = run.RootElement.GetProperty("outputs");
        Assert.Equal(1000, outputs.GetProperty("orders").GetInt32());
        Assert.Equal(Enumerable.Range(0, 1000).Count(static order => order % 17 * 3 > 45), outputs.GetProperty("large").GetInt32());
        Assert.Equal(1000, Directory.GetFiles(_scratch.Below("thousand-files", "out", "orders")).Length);
    }

    [Fact]
    public async Task BuildAndTest_KeepsWhatTheChecksSaid()
    {
        using var run = await RunAsync("build-and-test");
        Assert.Contains("6 passed, 0 failed", run.RootElement.GetProperty("outputs").GetProperty("checks").GetString(), StringComparison.Ordinal);
        Assert.Contains("6 passed, 0 failed", await File.ReadAllTextAsync(_scratch.Below("build-and-test", "out", "checks.txt"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<JsonDocument> RunAsync(string sample, params string[] options)
    {
        Copy(Path.Combine(Samples, sample), _scratch.Below(sample));
        var outcome = await Tool.WeirAsync(_scratch.Path, ["run", $"{sample}/{sample}.weir.yaml", "--json", .. options]);
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        return JsonDocument.Parse(outcome.Output);
    }

    /// <summary>Without what earlier runs and builds left there.</summary>
    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.EnumerateDirectories(from).Where(static folder => Path.GetFileName(folder) is not ("out" or "bin" or "obj")))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
