using System.Text.Json;
using Weir.Generation;
using Weir.Generation.Validation;

namespace Weir.Tests.Generation.Validation;

public sealed class ValidationJobTests : IDisposable
{
    private const string Sound = "internal sealed class A;";
    private const string Empty = "internal sealed class B { internal void M() { } }";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_OfFilesAndFolders_TakesEachFileOnceAndPassesOverWhatIsNoSource()
    {
        Write("a.cs", Sound);
        Write("sub/c.cs", "internal sealed class C;");
        Write("sub/.hidden/d.cs", "nonsense");
        Write("sub/obj/e.cs", "nonsense");
        Write("sub/text.txt", "nonsense");
        var report = await RunAsync(Below("a.cs"), Below("sub"), Below(""));
        Assert.Equal([Below("a.cs"), Below("sub/c.cs")], report.Files);
        Assert.True(report.Verdict.Passed);
        Assert.Empty(report.Refused);
    }

    [Fact]
    public async Task Run_WhereSomethingCannotBeJudged_SaysWhyAndGoesOn()
    {
        Write("a.cs", Empty);
        Write("big.cs", "// " + new string('x', 1024 * 1024));
        Directory.CreateDirectory(Below("bare"));
        var report = await RunAsync(Below("big.cs"), Below("none.cs"), " ", Below("bare"), Below("a.cs"));
        Assert.Equal(
            [
                $"There is no file or folder '{Below("none.cs")}'.",
                "A path is empty; name a file or a folder.",
                $"The folder '{Below("bare")}' has no C# file; name one that has.",
                $"'{Below("big.cs")}' has more than 1 MiB (1,048,576 bytes), which is as much as is judged of one file; split it.",
            ],
            report.Refused.Select(static refused => refused.Reason));
        Assert.Equal("completeness/empty-body", Assert.Single(report.Verdict.Validators[1].Issues).Rule);
        Assert.Equal(Empty, report.LineOf(Below("a.cs"), 1));
        Assert.Null(report.LineOf(Below("a.cs"), 2));
    }

    [Fact]
    public async Task Run_OfNothingUsable_HasNoVerdict()
    {
        var report = await RunAsync(Below("none.cs"));
        Assert.Empty(report.Files);
        Assert.Empty(report.Verdict.Validators);
        Assert.Equal((false, 0d), (report.Verdict.Passed, report.Verdict.Score));
    }

    [Fact]
    public async Task Run_OfAPackage_TakesItsContractAndLeavesItsTestsToTheCompiler()
    {
        var package = WritePackage("NodeSampleEffect");
        var sound = await RunAsync(package);
        Assert.True(sound.Verdict.Passed, string.Join('\n', sound.Verdict.Validators.SelectMany(static one => one.Issues)));
        Assert.All(sound.Files, file => Assert.StartsWith(package + "/src/", file, StringComparison.Ordinal));
        Assert.Contains("the tests were not compiled", Assert.Single(sound.Notes), StringComparison.Ordinal);

        Write("NodeSampleEffect/src/NodeSampleEffect/Models/ExecuteInput.g.cs", "");
        File.Delete(Directory.GetFiles(Path.Combine(package, "src", "NodeSampleEffect"), "*Request.g.cs").Single());
        var broken = await RunAsync(package);
        Assert.False(broken.Verdict.Passed);
        Assert.Contains(broken.Verdict.Validators.Single(static one => one.Name == "completeness").Issues, static issue => issue.Rule == "completeness/missing-member");
    }

    [Fact]
    public async Task Run_OfARestoredPackage_CompilesItsTestsAndJudgesThemNotOtherwise()
    {
        var package = WritePackage("NodeSampleEffect");
        foreach (var file in Directory.GetFiles(Path.Combine(package, "tests"), "*.cs", SearchOption.AllDirectories))
        {
            File.Delete(file);
        }

        WriteAssets("NodeSampleEffect/tests/NodeSampleEffect.Tests");
        Write("NodeSampleEffect/tests/NodeSampleEffect.Tests/T.cs", "public class T { public void M() { } public object N() => new Newtonsoft.Json.JsonSerializer(); public object O() => new Nodes.SampleEffect.NodeSampleEffect(); }");
        var sound = await RunAsync(package);
        Assert.True(sound.Verdict.Passed, string.Join('\n', sound.Verdict.Validators.SelectMany(static one => one.Issues)));
        Assert.Empty(sound.Notes);

        Write("NodeSampleEffect/tests/NodeSampleEffect.Tests/T.cs", "public class T { public object M() => new Missing(); }");
        var issue = Assert.Single((await RunAsync(package)).Verdict.Validators[0].Issues);
        Assert.Equal(("CS0246", package + "/tests/NodeSampleEffect.Tests/T.cs"), (issue.Rule, issue.File));
    }

    [Fact]
    public async Task Run_OfARestoredProject_KnowsItsPackages()
    {
        Write("app/App.csproj", "<Project><ItemGroup><PackageReference Include=\"Newtonsoft.Json\" /></ItemGroup></Project>");
        Write("app/deep/A.cs", "internal static class A { internal static object M() => new Newtonsoft.Json.JsonSerializer(); }");
        var bare = await RunAsync(Below("app"));
        Assert.False(bare.Verdict.Validators[0].Passed);
        Assert.Equal($"{Below("app/App.csproj")}: its packages are not there, so code that needs them does not compile; 'dotnet restore {Below("app/App.csproj")}' gets them.", Assert.Single(bare.Notes));

        WriteAssets("app");
        foreach (var path in (string[])[Below("app"), Below("app/deep/A.cs"), Below("")])
        {
            var restored = await RunAsync(path);
            Assert.True(restored.Verdict.Passed, string.Join('\n', restored.Verdict.Validators.SelectMany(static one => one.Issues)));
            Assert.Empty(restored.Notes);
        }

        Write("app/obj/project.assets.json", "{ \"targets\": ");
        Assert.False((await RunAsync(Below("app"))).Verdict.Passed);
    }

    [Fact]
    public async Task Run_OfARestoredProjectWithAnAssemblyOfThePlatform_TakesThatOfThePlatform()
    {
        Write("app/App.csproj", "<Project />");
        Write("app/A.cs", "internal static class A { internal static string M() => System.Text.Json.JsonSerializer.Serialize(1); }");
        WriteAssets("app", typeof(JsonSerializer).Assembly.Location);
        var report = await RunAsync(Below("app"));
        Assert.True(report.Verdict.Passed, string.Join('\n', report.Verdict.Validators.SelectMany(static one => one.Issues)));
    }

    [Fact]
    public async Task Run_OfAProjectFile_NamesItsFolder()
    {
        Write("app/App.csproj", "<Project />");
        Write("app/A.cs", Sound);
        var report = await RunAsync(Below("app/App.csproj"));
        Assert.Empty(report.Files);
        Assert.Equal($"'{Below("app/App.csproj")}' is a project, not C#; name its folder '{Below("app")}'.", Assert.Single(report.Refused).Reason);
    }

    [Fact]
    public async Task Run_OfSeveralPackages_JoinsTheirVerdicts()
    {
        WritePackage("NodeSampleEffect");
        WritePackage("NodeOtherEffect");
        Write("NodeOtherEffect/src/NodeOtherEffect/More.cs", Empty);
        var report = await RunAsync(Below(""));
        var completeness = report.Verdict.Validators.Single(static one => one.Name == "completeness");
        Assert.Equal((false, "NodeOtherEffect: 1 error (completeness/empty-body)"), (completeness.Passed, completeness.Reason));
        Assert.True(report.Verdict.Validators[0].Passed);
        Assert.Equal(2, report.Notes.Count);
    }

    [Fact]
    public async Task Run_OfAPackageWhoseContractIsWrong_RefusesItAndGoesOn()
    {
        Write("a.cs", Sound);
        Write("NodeSampleEffect/contract.yaml", "node_type: nothing");
        Write("NodeSampleEffect/manifest.json", "{}");
        Write("NodeSampleEffect/src/A.cs", Sound);
        var report = await RunAsync(Below(""));
        Assert.Contains("its contract is wrong", Assert.Single(report.Refused).Reason, StringComparison.Ordinal);
        Assert.Equal([Below("a.cs")], report.Files);
    }

    [Fact]
    public async Task Run_WithAContractThatIsWrongOrMissing_IsRefused()
    {
        Write("a.cs", Sound);
        Write("c.yaml", "node_type: nothing");
        await Assert.ThrowsAsync<ContractRefusedException>(() => ValidationJob.RunAsync(new ValidationRequest { Paths = [Below("a.cs")], Contract = Below("c.yaml") }, Some.Token));
        var missing = await Assert.ThrowsAsync<ContractRefusedException>(() => ValidationJob.RunAsync(new ValidationRequest { Paths = [Below("a.cs")], Contract = Below("d.yaml") }, Some.Token));
        Assert.Contains("cannot be read", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithValidatorsOfItsOwn_RunsThemBesideThoseOfTheProfile()
    {
        Write("a.cs", Sound);
        var request = new ValidationRequest { Paths = [Below("a.cs")], Profile = ValidationProfile.Development, Validators = [new FakeValidator("own", FakeValidator.Issue("own/error", "error"))] };
        var report = await ValidationJob.RunAsync(request, Some.Token);
        Assert.Equal(["compile", "completeness", "own"], report.Verdict.Validators.Select(static one => one.Name));
        Assert.False(report.Verdict.Validators[2].Passed);
    }

    [Fact]
    public async Task Write_AsSarif_HasRulesArtifactsAndPlaces()
    {
        Write("odd name#1.cs", "internal sealed class A { internal void M() { } internal int N() => \"\"; }");
        var report = await RunAsync(Below("odd name#1.cs"), Below("none.cs"));
        await SarifLog.WriteAsync(report, Below("new/log.sarif"), Some.Token);
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(Below("new/log.sarif"), Some.Token));
        Assert.Equal("2.1.0", document.RootElement.GetProperty("version").GetString());
        var run = document.RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToArray();
        Assert.All(rules, static rule => Assert.NotEmpty(rule.GetProperty("help").GetProperty("text").GetString()!));
        Assert.Equal(rules.Length, rules.Select(static rule => rule.GetProperty("id").GetString()).Distinct().Count());

        var results = run.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal(["CS0029", "completeness/empty-body"], results.Select(static result => result.GetProperty("ruleId").GetString()));
        Assert.All(results, result => Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()));
        var place = results[1].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal((1, 41), (place.GetProperty("region").GetProperty("startLine").GetInt32(), place.GetProperty("region").GetProperty("startColumn").GetInt32()));
        var uri = place.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
        Assert.EndsWith("/odd%20name%231.cs", uri, StringComparison.Ordinal);
        Assert.False(uri.StartsWith('/') || uri.Contains('\\', StringComparison.Ordinal));
        Assert.Equal(uri, run.GetProperty("artifacts")[place.GetProperty("artifactLocation").GetProperty("index").GetInt32()].GetProperty("location").GetProperty("uri").GetString());
        Assert.False(run.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal(["log.sarif"], Directory.GetFileSystemEntries(Below("new")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Write_WhereItIsStopped_LeavesTheOldFile()
    {
        Write("a.cs", Sound);
        Write("log.sarif", "old");
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        var report = await RunAsync(Below("a.cs"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SarifLog.WriteAsync(report, Below("log.sarif"), stopped.Token));
        Assert.Equal("old", await File.ReadAllTextAsync(Below("log.sarif"), Some.Token));
        Assert.Equal(2, Directory.GetFileSystemEntries(Below("")).Length);
    }

    private static Task<ValidationReport> RunAsync(params IReadOnlyList<string> paths) => ValidationJob.RunAsync(new ValidationRequest { Paths = paths }, Some.Token);

    /// <summary>The assets of a project that refers to one package: an assembly of these tests.</summary>
    private void WriteAssets(string project, string? assembly = null)
    {
        assembly ??= typeof(Newtonsoft.Json.JsonConvert).Assembly.Location;
        Write($"{project}/obj/project.assets.json", JsonSerializer.Serialize(new
        {
            targets = new Dictionary<string, object>
            {
                ["net10.0"] = new Dictionary<string, object> { ["N/1"] = new { type = "package", compile = new Dictionary<string, object> { [Path.GetFileName(assembly)] = new { } } } },
            },
            libraries = new Dictionary<string, object> { ["N/1"] = new { path = "." } },
            packageFolders = new Dictionary<string, object> { [Path.GetDirectoryName(assembly)!] = new { } },
        }));
    }

    private string WritePackage(string name)
    {
        var yaml = GeneratedCode.Yaml(name: name);
        foreach (var file in GeneratedCode.Write(GeneratedCode.Read(yaml)))
        {
            Write($"{name}/{file.Path}", file.Text);
        }

        Write($"{name}/contract.yaml", yaml);
        Write($"{name}/manifest.json", "{}");
        return Below(name);
    }

    private string Below(string path) => path.Length == 0 ? _folder.Path : Path.Join(_folder.Path, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Below(path))!);
        File.WriteAllText(Below(path), text);
    }
}
