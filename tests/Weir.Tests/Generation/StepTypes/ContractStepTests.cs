using Weir.Generation;
using Weir.Generation.Packaging;
using Weir.Generation.StepTypes;
using Weir.Generation.Templates;
using Weir.Generation.Validation;
using Weir.Tests.Conventions;
using Weir.Tests.Yaml.StepTypes;

namespace Weir.Tests.Generation.StepTypes;

/// <summary>The stages of the generation, called one after the other as a workflow would, and by contract.generate.</summary>
public sealed class ContractStepTests : IDisposable
{
    private static readonly WeirReference Weir = WeirReference.ToProject(Path.Combine(Repository.Root, "src", "Weir", "Weir.csproj"));

    private static readonly StepTypeCatalog Types = new(GenerationStepTypes.Create(Weir));

    private readonly StepTypeCall _call = new StepTypeCall().Allow(PermissionKind.Read, "in").Allow(PermissionKind.Write, "out");

    public ContractStepTests() => _call.Folder.Write("flow/in/a.yaml", GeneratedCode.Yaml("", "NodeAlphaEffect"));

    public void Dispose() => _call.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stages_OneByOne_WriteThePackageThatTheJobWrites(bool throughAJournal)
    {
        Func<object?, object?> handed = throughAJournal ? static value => StepValues.Parse(StepValues.ToJson(value)) : static value => value;
        var contract = handed(await GiveAsync("contract.parse", ("path", "in/a.yaml")));
        var models = Map(handed(await GiveAsync("contract.models", ("contract", contract))));
        var validators = Map(handed(await GiveAsync("contract.validators", ("contract", contract))));
        var tests = handed(await GiveAsync("contract.tests", ("contract", contract)));
        var validated = handed(await GiveAsync("contract.validate", ("contract", contract), ("files", new[] { models["files"], validators["files"] })));
        var package = Map(handed(await GiveAsync("contract.package", ("contract", contract), ("validated", validated), ("tests", tests), ("out", "out"))));

        Assert.Equal(("in/a.yaml", "NodeAlphaEffect", "effect"), (package["contract"], package["name"], package["kind"]));
        var job = await GenerationJob.PrepareAsync(new GenerationRequest { Contracts = [_call.Below("in")], Output = _call.Below("byJob"), Reference = Weir }, Some.Token);
        var expected = Assert.Single((await job.RunAsync(cancellationToken: Some.Token)).Packages);
        var actual = PackageValues.Read(package);
        Assert.Equal(expected.Files, actual.Files);
        Assert.Equal(expected.Verdict.Validators.Select(static one => (one.Name, one.Passed, one.Score)), actual.Verdict.Validators.Select(static one => (one.Name, one.Passed, one.Score)));
        Assert.Equal(["NodeAlphaEffect"], Directory.EnumerateFileSystemEntries(_call.Below("out")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Generate_DoesAllStagesForAllContracts()
    {
        _call.Folder.Write("flow/in/b.yaml", GeneratedCode.Yaml("", "NodeBetaEffect"));
        var output = Map(await GiveAsync("contract.generate", ("contracts", new object?[] { "in" }), ("out", "out"), ("quorum", "off")));
        var packages = Assert.IsAssignableFrom<IReadOnlyList<object?>>(output["packages"]).Select(PackageValues.Read);
        Assert.Equal(["NodeAlphaEffect", "NodeBetaEffect"], packages.Select(static package => package.Name));
        Assert.True(File.Exists(_call.Below("out", "NodeBetaEffect", "manifest.json")));
    }

    [Fact]
    public async Task Generate_WithABadContract_FailsWithItsPlaceAndWritesTheOthers()
    {
        _call.Folder.Write("flow/in/b.yaml", "name: 5\n");
        var message = await FailAsync("contract.generate", ("contracts", new object?[] { "in" }), ("out", "out"));
        Assert.Contains("b.yaml:1:7: error WEIR", message, StringComparison.Ordinal);
        Assert.True(Directory.Exists(_call.Below("out", "NodeAlphaEffect")));
    }

    [Fact]
    public async Task Parse_OfABadContract_FailsWithEveryPlace()
    {
        _call.Folder.Write("flow/in/a.yaml", "name: 5\nkind: what\n");
        Assert.Contains("\nin/a.yaml:1:7: error WEIR", await FailAsync("contract.parse", ("path", "in/a.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parse_OfAFileThatIsNotThere_SaysSo() =>
        Assert.StartsWith("The contract 'in/none.yaml' cannot be read: ", await FailAsync("contract.parse", ("path", "in/none.yaml")), StringComparison.Ordinal);

    [Fact]
    public async Task Validate_OfCodeThatDoesNotCompile_FailsWithThePlaces()
    {
        var contract = await GiveAsync("contract.parse", ("path", "in/a.yaml"));
        var file = StepValues.Parse("""{"path":"src/NodeAlphaEffect/a.cs","text":"class {","owned":false}""");
        var message = await FailAsync("contract.validate", ("contract", contract), ("files", new[] { file }));
        Assert.StartsWith("src/NodeAlphaEffect/a.cs:1:7: error CS1001", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../evil.cs")]
    [InlineData("/tmp/evil.cs")]
    [InlineData("src/../../evil.cs")]
    [InlineData("src//evil.cs")]
    [InlineData("src\\evil.cs")]
    public async Task Package_OfAFileThatLeadsOutOfIt_IsRefused(string path)
    {
        var contract = await GiveAsync("contract.parse", ("path", "in/a.yaml"));
        var files = new object?[] { new Dictionary<string, object?> { ["path"] = path, ["text"] = "" } };
        var part = new Dictionary<string, object?> { ["files"] = files, ["validators"] = Array.Empty<object?>() };
        var message = await FailAsync("contract.package", ("contract", contract), ("validated", part), ("tests", part), ("out", "out"));
        Assert.Contains("leads out of its package", message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_call.Below("out")));
    }

    [Fact]
    public async Task Package_WhereALinkLeadsOut_IsRefused()
    {
        Directory.CreateDirectory(_call.Below("out"));
        Directory.CreateSymbolicLink(_call.Below("out", "NodeAlphaEffect"), Directory.CreateDirectory(_call.Folder.Below("outside")).FullName);
        Assert.Contains("--allow write=", await FailAsync("contract.generate", ("contracts", new object?[] { "in/a.yaml" }), ("out", "out")), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_call.Folder.Below("outside")));
    }

    [Theory]
    [InlineData("other", "out", "--allow read=other")]
    [InlineData("in", "elsewhere", "--allow write=elsewhere")]
    public async Task Generate_OfWhatIsNotPermitted_NamesThePermission(string contracts, string output, string words)
    {
        _call.Folder.Write("flow/other/a.yaml", GeneratedCode.Yaml("", "NodeOtherEffect"));
        Assert.Contains(words, await FailAsync("contract.generate", ("contracts", new object?[] { contracts }), ("out", output)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_call.Below(output)));
    }

    [Fact]
    public async Task Generate_OfALinkThatLeadsOut_IsRefused()
    {
        var outside = _call.Folder.Write("outside/b.yaml", GeneratedCode.Yaml("", "NodeHiddenEffect"));
        File.CreateSymbolicLink(_call.Below("in", "b.yaml"), outside);
        Assert.Contains("is not permitted", await FailAsync("contract.generate", ("contracts", new object?[] { "in" }), ("out", "out")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_call.Below("out")));
    }

    [Theory]
    [InlineData("""{"text":"x"}""", "'file' is null; it must be text.")]
    [InlineData("""{"text":"name: 5","file":"made.yaml"}""", "made.yaml:1:7: error WEIR")]
    public async Task Models_OfWhatIsNoContract_SaysWhatIsMissing(string contract, string words) =>
        Assert.Contains(words, await FailAsync("contract.models", ("contract", StepValues.Parse(contract))), StringComparison.Ordinal);

    [Fact]
    public async Task Packages_OfManyContractsAtOnce_AreAllWholeAndNothingElseIsLeft()
    {
        var sources = Enumerable.Range(0, 12).Select(number => $"in/c{number}.yaml").ToArray();
        foreach (var (source, number) in sources.Select(static (source, number) => (source, number)))
        {
            _call.Folder.Write($"flow/{source}", GeneratedCode.Yaml("", $"NodeNumber{number}Effect"));
        }

        await Task.WhenAll(sources.Select(source => Task.Run(() => GiveAsync("contract.generate", ("contracts", new object?[] { source }), ("out", "out")), Some.Token)));
        var entries = Directory.EnumerateFileSystemEntries(_call.Below("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(Enumerable.Range(0, 12).Select(static number => $"NodeNumber{number}Effect").Order(StringComparer.Ordinal), entries);
    }

    private Task<object?> GiveAsync(string type, params (string Name, object? Value)[] with) => _call.GiveAsync(Type(type), with);

    private Task<string> FailAsync(string type, params (string Name, object? Value)[] with) => _call.FailAsync(Type(type), with);

    private static StepType Type(string name) => Types.TryGet(name, out var type) ? type : throw new ArgumentException(name);

    private static IReadOnlyDictionary<string, object?> Map(object? value) => Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(value);
}
