using System.Security.Cryptography;
using System.Text.Json;
using Weir.Generation;
using Weir.Generation.Packaging;
using Weir.Tests.Conventions;

namespace Weir.Tests.Generation.Job;

public sealed class GenerationJobTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_OfGoodContracts_WritesAPackageForEach()
    {
        Contract("a.yaml", "NodeAlphaEffect");
        Contract("b.yml", "NodeBetaEffect");
        var report = await RunAsync();
        Assert.Equal(RunStatus.Completed, report.Status);
        Assert.Empty(report.Failures);
        Assert.Equal(["NodeAlphaEffect", "NodeBetaEffect"], report.Packages.Select(package => package.Name));
        Assert.All(report.Packages, package => Assert.True(package.Verdict.Passed));
        Assert.Equal([GenerationJob.Parse, GenerationJob.Models, GenerationJob.Validators, GenerationJob.Tests, GenerationJob.Validate, GenerationJob.Package], report.Stages.Select(stage => stage.Name));
        Assert.All(report.Stages, stage => Assert.Equal(stage.Name == GenerationJob.Validate ? 4 : 2, stage.Steps.Count));
        Assert.Equal(["NodeAlphaEffect", "NodeBetaEffect"], Entries("out"));
    }

    [Fact]
    public async Task Run_NamesEveryFileWithItsHash()
    {
        Contract("a.yaml", "NodeAlphaEffect");
        var package = Assert.Single((await RunAsync()).Packages);
        foreach (var file in package.Files)
        {
            Assert.Equal(file.Sha256, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(package.Path, file.Path), Some.Token))));
        }

        // What is in no hash: times and verdicts, and the place of Weir.
        var unlisted = _folder.Read("out/NodeAlphaEffect").Keys.Except(package.Files.Select(file => file.Path));
        Assert.Equal(["Weir.local.props", "evidence.json"], unlisted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Run_InAnyOrderAtAnyParallelism_GivesTheSameBytes()
    {
        foreach (var name in (string[])["Alpha", "Beta", "Gamma", "Delta"])
        {
            Contract(name + ".yaml", $"Node{name}Effect");
        }

        await RunAsync(parallel: 1);
        await RunAsync(parallel: 8, output: "out2", contracts: ["in/Gamma.yaml", "in/Beta.yaml", "in/Delta.yaml", "in/Alpha.yaml"]);
        Assert.Equal(Hashed("out"), Hashed("out2"));
        Assert.NotEmpty(Hashed("out"));
    }

    [Fact]
    public async Task Run_OverAPackageThatIsThere_KeepsWhatIsTheUsers()
    {
        Contract("a.yaml", "NodeAlphaEffect", "configuration: { old: { default: 1 } }\n");
        await RunAsync();
        _folder.Write("out/NodeAlphaEffect/src/NodeAlphaEffect/NodeAlphaEffect.cs", "// mine");
        _folder.Write("out/NodeAlphaEffect/src/NodeAlphaEffect/More.cs", "// mine too");
        _folder.Write("out/NodeAlphaEffect/src/NodeAlphaEffect/Models/Stale.g.cs", "this does not compile");
        _folder.Write("out/NodeAlphaEffect/src/NodeAlphaEffect/obj/cache", "made by a build");
        Contract("a.yaml", "NodeAlphaEffect", "configuration: { fresh: { default: 1 } }\n");
        Assert.Empty((await RunAsync()).Failures);

        var files = _folder.Read("out/NodeAlphaEffect");
        Assert.Equal("// mine", files["src/NodeAlphaEffect/NodeAlphaEffect.cs"]);
        Assert.Equal("// mine too", files["src/NodeAlphaEffect/More.cs"]);
        Assert.Contains("Fresh", files["src/NodeAlphaEffect/AlphaSettings.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("src/NodeAlphaEffect/Models/Stale.g.cs", files.Keys);
        Assert.DoesNotContain("src/NodeAlphaEffect/obj/cache", files.Keys);
        Assert.Equal(["NodeAlphaEffect"], Entries("out"));
    }

    [Fact]
    public async Task Run_OverAPackageWhoseOperationsChanged_SaysWhichBodiesDoNotFit()
    {
        Contract("a.yaml", "NodeAlphaEffect", "io_operations: [ { name: keep }, { name: drop } ]\n");
        Assert.Empty((await RunAsync()).Warnings);
        Contract("a.yaml", "NodeAlphaEffect", "io_operations: [ { name: keep }, { name: add } ]\n");
        var notes = (await RunAsync()).Warnings;
        Assert.Equal([GenerationCodes.NoBody, GenerationCodes.NoOperation], notes.Select(note => note.Code));
        Assert.Contains("override AddAsync", notes[0].Message, StringComparison.Ordinal);
        Assert.StartsWith("DropAsync", notes[1].Message, StringComparison.Ordinal);
        Assert.True(notes[1].Position.Line > 1);
    }

    [Fact]
    public async Task Run_FirstFromACheckoutThenFromAnInstalledTool_LeavesOneWayToWeir()
    {
        Contract("a.yaml", "NodeAlphaEffect");
        Directory.CreateDirectory(_folder.Below("feed"));
        await RunAsync();
        _folder.Write("out/NodeAlphaEffect/nuget.config", "<configuration><packageSources><add key=\"corp\" value=\"there\" /></packageSources></configuration>");
        await RunAsync(reference: WeirReference.ToPackage(_folder.Below("feed")));
        var files = _folder.Read("out/NodeAlphaEffect");
        Assert.DoesNotContain("Weir.local.props", files.Keys);
        Assert.Contains(_folder.Below("feed"), files["nuget.config"], StringComparison.Ordinal);
        Assert.Contains("corp", files["nuget.config"], StringComparison.Ordinal);

        await RunAsync();
        files = _folder.Read("out/NodeAlphaEffect");
        Assert.Contains("Weir.local.props", files.Keys);
        Assert.DoesNotContain(_folder.Below("feed"), files["nuget.config"], StringComparison.Ordinal);
        Assert.Contains("corp", files["nuget.config"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OverAPackageOfAnotherVersion_ChangesWhatTheContractDetermines()
    {
        Contract("a.yaml", "NodeAlphaEffect");
        await RunAsync();
        _folder.Write("in/a.yaml", GeneratedCode.Yaml("", "NodeAlphaEffect").Replace("patch: 3", "patch: 4", StringComparison.Ordinal));
        await RunAsync();
        Assert.Contains("<Version>1.2.4</Version>", _folder.Read("out/NodeAlphaEffect")["Package.g.props"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OverAPackageWithALinkForAGeneratedFile_DoesNotWriteThroughIt()
    {
        Contract("a.yaml", "NodeAlphaEffect");
        await RunAsync();
        var outside = _folder.Write("precious.txt", "mine");
        File.Delete(_folder.Below("out", "NodeAlphaEffect", "README.md"));
        File.CreateSymbolicLink(_folder.Below("out", "NodeAlphaEffect", "README.md"), outside);
        Assert.Empty((await RunAsync()).Failures);
        Assert.Equal("mine", await File.ReadAllTextAsync(outside, Some.Token));
        Assert.Null(new FileInfo(_folder.Below("out", "NodeAlphaEffect", "README.md")).LinkTarget);
    }

    [Theory]
    [InlineData("Weir.local.props", true)]
    [InlineData("nuget.config", false)]
    public async Task Run_OverAPackageWithALinkForThePlaceOfWeir_DoesNotWriteThroughIt(string file, bool toProject)
    {
        Directory.CreateDirectory(_folder.Below("feed"));
        var reference = toProject ? null : WeirReference.ToPackage(_folder.Below("feed"));
        Contract("a.yaml", "NodeAlphaEffect");
        await RunAsync(reference: reference);
        var outside = _folder.Write("precious.txt", "<configuration><packageSources /></configuration>");
        File.Delete(_folder.Below("out", "NodeAlphaEffect", file));
        File.CreateSymbolicLink(_folder.Below("out", "NodeAlphaEffect", file), outside);
        Assert.Empty((await RunAsync(reference: reference)).Failures);
        Assert.Equal("<configuration><packageSources /></configuration>", await File.ReadAllTextAsync(outside, Some.Token));
        Assert.Null(new FileInfo(_folder.Below("out", "NodeAlphaEffect", file)).LinkTarget);
    }

    [Fact]
    public async Task Run_OverAPackageWhoseOwnFileIsARelativeLink_LeavesTheLink()
    {
        Contract("a.yaml", "NodeAlphaEffect");
        await RunAsync();
        var own = _folder.Below("out", "NodeAlphaEffect", "src", "NodeAlphaEffect", "NodeAlphaEffect.cs");
        File.Move(own, _folder.Below("mine.cs"));
        File.CreateSymbolicLink(own, "../../../../mine.cs");
        var before = await File.ReadAllTextAsync(own, Some.Token);
        Assert.Empty((await RunAsync()).Failures);
        Assert.Equal("../../../../mine.cs", new FileInfo(own).LinkTarget);
        Assert.Equal(before, await File.ReadAllTextAsync(own, Some.Token));
        Assert.Equal(["NodeAlphaEffect"], Entries("out"));
    }

    [Fact]
    public async Task Run_OverAPackageWithALinkForAGeneratedFolder_RefusesAndChangesNothing()
    {
        Contract("a.yaml", "NodeAlphaEffect");
        await RunAsync();
        var before = _folder.Read("out/NodeAlphaEffect");
        var models = _folder.Below("out", "NodeAlphaEffect", "src", "NodeAlphaEffect", "Models");
        Directory.Move(models, _folder.Below("elsewhere"));
        Directory.CreateSymbolicLink(models, _folder.Below("elsewhere"));
        var failure = Assert.Single((await RunAsync()).Failures);
        Assert.Contains("Models of the package is a link", failure.Error, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Read("out/NodeAlphaEffect"));
        Assert.NotNull(new DirectoryInfo(models).LinkTarget);
    }

    [Fact]
    public async Task Run_OfTextThatMeansSomethingToMSBuild_CarriesItAsText()
    {
        _folder.Write("in/a.yaml", GeneratedCode.Yaml("", "NodeAlphaEffect").Replace("A contract of the tests.", "'$(HOME) %41 @(Compile) $([System.IO.File]::ReadAllText(x)); a*b?'", StringComparison.Ordinal));
        await RunAsync();
        var facts = _folder.Read("out/NodeAlphaEffect")["Package.g.props"];
        Assert.Contains("%24%28HOME%29 %2541 %40%28Compile%29 %24%28[System.IO.File]::ReadAllText%28x%29%29%3B a%2Ab%3F", facts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfAVersionThatNoAssemblyCanHave_KeepsItForThePackageOnly()
    {
        _folder.Write("in/a.yaml", GeneratedCode.Yaml("", "NodeAlphaEffect").Replace("major: 1", "major: 99999", StringComparison.Ordinal));
        await RunAsync();
        var facts = _folder.Read("out/NodeAlphaEffect")["Package.g.props"];
        Assert.Contains("<Version>99999.2.3</Version>", facts, StringComparison.Ordinal);
        Assert.Contains("<AssemblyVersion>65534.2.3</AssemblyVersion>", facts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfOneContractByTwoPaths_ReadsItOnce()
    {
        Contract("a.yaml", "NodeAlphaEffect");
        File.CreateSymbolicLink(_folder.Below("in", "b.yaml"), _folder.Below("in", "a.yaml"));
        var report = await RunAsync(contracts: ["in", "in/../in/a.yaml"]);
        Assert.Single(report.Packages);
        Assert.Empty(report.Failures);
    }

    [Fact]
    public async Task Run_IntoTheFolderOfTheContracts_ReadsThemAndNotThePackages()
    {
        Contract("a.yaml", "NodeAlphaEffect");
        await RunAsync(output: "in");
        var report = await RunAsync(output: "in");
        Assert.Single(report.Packages);
        Assert.Empty(report.Failures);
    }

    [Fact]
    public async Task Run_OfAFileThatIsTooLarge_RefusesItWithItsCode()
    {
        _folder.Write("in/a.yaml", new string('#', 5_000_000));
        Assert.Contains("error WEIR2003", Assert.Single((await RunAsync()).Failures).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithABadContract_GeneratesTheOthers()
    {
        Contract("a.yaml", "NodeAlphaEffect");
        _folder.Write("in/b.yaml", "name: 5\n");
        var report = await RunAsync();
        Assert.Equal("NodeAlphaEffect", Assert.Single(report.Packages).Name);
        var failure = Assert.Single(report.Failures);
        Assert.Equal(GenerationJob.Parse, failure.Stage);
        Assert.Contains("in/b.yaml:1:7: error WEIR", failure.Error, StringComparison.Ordinal);
        Assert.False(report.NothingUsable);
    }

    [Fact]
    public async Task Run_WithFastFail_StopsAtTheFirst()
    {
        _folder.Write("in/a.yaml", "name: 5\n");
        Contract("b.yaml", "NodeBetaEffect");
        var report = await RunAsync(parallel: 1, failFast: true);
        Assert.Empty(report.Packages);
        Assert.Equal([false, true], report.Failures.Select(failure => failure.WasSkipped));
        Assert.False(report.NothingUsable);
    }

    [Theory]
    [InlineData("NodeSameEffect", "NodeSameEffect")]
    [InlineData("NodeSameEffect", "NodesameEffect")]
    public async Task Run_OfTwoContractsWithOneName_RefusesBothAndNamesThePlaces(string first, string second)
    {
        Contract("a.yaml", first);
        Contract("b.yaml", second);
        Contract("c.yaml", "NodeOtherEffect");
        var report = await RunAsync();
        Assert.Equal("NodeOtherEffect", Assert.Single(report.Packages).Name);
        Assert.Equal(["in/a.yaml:2:7", "in/b.yaml:2:7"], report.Failures.Select(failure => failure.Error.Split(": ")[0]));
        Assert.Contains("in/b.yaml:2:7", report.Failures[0].Error.Split(": ", 2)[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.yaml", "There is no file or folder")]
    [InlineData("empty", "has no contracts")]
    public async Task Run_OfAnInputThatIsNone_SaysSoAndLeavesNothing(string input, string words)
    {
        Directory.CreateDirectory(_folder.Below("in", "empty"));
        var report = await RunAsync(contracts: ["in/" + input]);
        Assert.Contains(words, Assert.Single(report.Failures).Error, StringComparison.Ordinal);
        Assert.True(report.NothingUsable);
        Assert.False(Directory.Exists(_folder.Below("out")));
    }

    [Fact]
    public async Task Run_WhenTheOutputIsAFile_ThrowsAndTouchesNothing()
    {
        Contract("a.yaml", "NodeAlphaEffect");
        _folder.Write("out", "a file");
        await Assert.ThrowsAsync<OutputFolderException>(() => RunAsync());
        Assert.Equal("a file", await File.ReadAllTextAsync(_folder.Below("out"), Some.Token));
    }

    [Fact]
    public async Task Run_WhenCancelled_LeavesWholePackagesOrNone()
    {
        for (var number = 0; number < 12; number++)
        {
            Contract($"c{number}.yaml", $"NodeNumber{number}Effect");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
        var ended = 0;
        var report = await RunAsync(progress: new Observer(step =>
        {
            if (step is { Stage: GenerationJob.Package, Status: StepStatus.Completed } && ++ended == 2)
            {
                stop.Cancel();
            }
        }), token: stop.Token);
        Assert.Equal(RunStatus.Cancelled, report.Status);
        Assert.NotEmpty(report.Packages);
        Assert.NotEmpty(report.Failures);
        Assert.Equal(12, report.Packages.Count + report.Failures.Count);
        Assert.Equal(report.Packages.Select(package => package.Name).Order(StringComparer.Ordinal), Entries("out"));
        Assert.All(report.Packages, package => Assert.True(File.Exists(Path.Combine(package.Path, "manifest.json"))));
    }

    [Fact]
    public async Task Run_AfterOneThatWasBrokenOff_PutsBackWhatWasSetAside()
    {
        Contract("a.yaml", "NodeAlphaEffect");
        _folder.Write("out/.weir-broken/old/NodeOldEffect/keep.txt", "kept");
        _folder.Write("out/.weir-broken/new/NodeHalfEffect/half.txt", "half");
        _folder.Write("out/.weir-broken.lock", "");
        await RunAsync();
        Assert.Equal(["NodeAlphaEffect", "NodeOldEffect"], Entries("out"));
        Assert.Equal("kept", await File.ReadAllTextAsync(_folder.Below("out", "NodeOldEffect", "keep.txt"), Some.Token));
    }

    [Fact]
    public async Task Run_BesideOneThatIsStillAtWork_LeavesItsFolderAlone()
    {
        Contract("a.yaml", "NodeAlphaEffect");
        _folder.Write("out/.weir-other/new/NodeOtherEffect/file.txt", "in the making");
        await using (new FileStream(_folder.Below("out", ".weir-other.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            await RunAsync();
        }

        Assert.Equal([".weir-other", ".weir-other.lock", "NodeAlphaEffect"], Entries("out"));
    }

    [Fact]
    public async Task Run_OfAFolderThatHoldsTheOutput_DoesNotReadItsOwnPackages()
    {
        Contract("a.yaml", "NodeAlphaEffect");
        await RunAsync(output: "in/out");
        var report = await RunAsync(output: "in/out");
        Assert.Single(report.Packages);
        Assert.Empty(report.Failures);
    }

    [Fact]
    public async Task Run_OfTheSamples_CoversEveryKind()
    {
        var report = await RunAsync(contracts: [Path.Combine(Repository.Root, "samples", "contracts")]);
        Assert.Empty(report.Failures);
        Assert.Equal(Enum.GetValues<NodeKind>(), report.Packages.Select(package => package.Kind).Order());
    }

    [Fact]
    public async Task Manifest_HasNoTimeAndNoPlaceOfAMachine()
    {
        Contract("a.yaml", "NodeAlphaEffect");
        var package = Assert.Single((await RunAsync()).Packages);
        var text = await File.ReadAllTextAsync(Path.Combine(package.Path, "manifest.json"), Some.Token);
        Assert.DoesNotContain(_folder.Path, text, StringComparison.Ordinal);
        using var manifest = JsonDocument.Parse(text);
        Assert.Equal(
            ["format", "name", "kind", "version", "weir", "contract", "templates", "files", "owned"],
            manifest.RootElement.EnumerateObject().Select(property => property.Name));
    }

    private void Contract(string file, string name, string rest = "") => _folder.Write("in/" + file, GeneratedCode.Yaml(rest, name));

    private string[] Entries(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(_folder.Below(folder)).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];

    private SortedDictionary<string, string> Hashed(string folder) => new(
        _folder.Read(folder).Where(file => !file.Key.EndsWith("evidence.json", StringComparison.Ordinal)).ToDictionary(), StringComparer.Ordinal);

    private async Task<GenerationReport> RunAsync(
        string output = "out", string[]? contracts = null, int? parallel = null, bool failFast = false, IProgress<GenerationStep>? progress = null, CancellationToken? token = null, WeirReference? reference = null)
    {
        var job = await GenerationJob.PrepareAsync(new GenerationRequest
        {
            Contracts = [.. (contracts ?? ["in"]).Select(name => _folder.Below(name))],
            Output = _folder.Below(output),
            Reference = reference ?? WeirReference.ToProject(Path.Combine(Repository.Root, "src", "Weir", "Weir.csproj")),
            MaxParallel = parallel,
            FailFast = failFast,
        }, Some.Token);
        var report = await job.RunAsync(progress, token ?? Some.Token);
        return report with
        {
            Failures = [.. report.Failures.Select(failure => failure with { Error = failure.Error.Replace(_folder.Path + "/", "", StringComparison.Ordinal) })],
        };
    }

    private sealed class Observer(Action<GenerationStep> observe) : IProgress<GenerationStep>
    {
        public void Report(GenerationStep value) => observe(value);
    }
}
