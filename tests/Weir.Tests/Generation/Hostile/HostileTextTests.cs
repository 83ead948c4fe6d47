using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Packaging;
using Weir.Generation.Templates;
using Weir.Generation.Validation;
using Weir.Tests.Generation.Validation;
using Weir.Yaml;

namespace Weir.Tests.Generation.Hostile;

/// <summary>A contract whose every text is hostile: its package compiles, passes, says what the contract says, and hides nothing.</summary>
public class HostileTextTests
{
    private static readonly string[] Texts = [.. HostileTexts.All.Append(HostileTexts.Long).Distinct()];

    private static readonly Contract Read = GeneratedCode.Read(HostileContract.OfTexts(Texts));

    private static readonly Lazy<Assembly> Package = new(static () => GeneratedCode.Load(GeneratedCode.Write(Read)));

    [Fact]
    public async Task Package_OfHostileTexts_PassesItsOwnTests()
    {
        var failed = await GeneratedTests.FailuresAsync(Package.Value);
        Assert.True(failed.Count == 0, string.Join('\n', failed.Take(5)));
    }

    [Fact]
    public async Task Package_OfHostileTexts_PassesEveryValidatorOfProduction()
    {
        var verdict = await new ValidationPipeline(StandardValidators.All, new ValidationOptions { TimeLimit = TimeSpan.FromMinutes(5) })
            .ValidateAsync(Judged.Package(Read, ValidationProfile.Production), Some.Token);
        var issues = verdict.Validators.SelectMany(static one => one.Issues).Where(static issue => issue.Severity != ValidationSeverity.Info);
        Assert.True(!issues.Any() && verdict.Passed, string.Join('\n', issues.Take(10)));
    }

    [Fact]
    public void Package_OfHostileTexts_SaysThemAsTheyAre()
    {
        Assert.Equal(Read.Description, Type("NodeHostileEffectBase").GetProperty("Description")!.GetValue(null));
        Assert.Equal(Texts, Type("NodeHostileEffectBase").GetProperty("Routes")!.GetValue(null));
        var settings = Values(Activator.CreateInstance(Type("HostileSettings"))!);
        Assert.Equal(Texts.Select(static (text, at) => ($"s{at} {text}", text)), settings);
        Assert.Equal(Texts, Values(Activator.CreateInstance(Type("Models.Texts"))!).Select(static one => one.Value));
        Assert.Equal(Texts, Values(Activator.CreateInstance(Type("Models.Chosen"))!).Select(static one => one.Value));

        var given = new JsonObject(Texts.Select(static (text, at) => KeyValuePair.Create<string, JsonNode?>($"p{at} {text}", text)));
        var keys = JsonSerializer.Deserialize(given.ToJsonString(), Type("Models.Keys"))!;
        Assert.Equal(Texts, keys.GetType().GetProperties().Where(static one => one.PropertyType == typeof(string)).Select(one => one.GetValue(keys)));
    }

    [Fact]
    public void Package_OfHostileTexts_HasNothingHiddenInClear()
    {
        foreach (var file in Files().Where(static file => file.Path != "contract.yaml"))
        {
            var hidden = file.Text.EnumerateRunes().Where(static rune => rune.Value != '\n' && HiddenCharacters.IsHidden(rune)).Select(HiddenCharacters.Code).Distinct();
            Assert.True(!hidden.Any(), $"{file.Path}: {string.Join(' ', hidden)}");
        }
    }

    [Fact]
    public void Readme_OfHostileTexts_ShowsEveryTextOnARowOfItsOwn()
    {
        var readme = Files().Single(static file => file.Path == "README.md").Text;
        var rows = readme.Split('\n').Where(static line => line.StartsWith("| ", StringComparison.Ordinal)).ToArray();
        Assert.All(rows, static row => Assert.Matches(@"^\|( ([^|\\]|\\.)*\|){2,4}$", row));
        Assert.Contains(rows, static row => row.Contains(@"\\u202E", StringComparison.Ordinal));
        Assert.Contains(rows, static row => row.Contains(@"\<script\>alert(1)\</script\>", StringComparison.Ordinal));
        Assert.Contains(HostileTexts.Long, readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfMarksThatTurnTheText_WarnsAtThePlaceOfEach()
    {
        var diagnostic = Contracts.Sample.AssertFinding(ContractCodes.TurningMark, Contracts.Sample.Header + "endpoints: { a: b, ¶\"x\\u202Ey\": 1 }");
        Assert.Equal((DiagnosticSeverity.Warning, true), (diagnostic.Severity, diagnostic.Message.Contains("U+202E", StringComparison.Ordinal)));
        Assert.DoesNotContain('\u202E', diagnostic.Message);
        var marked = HostileTexts.All.Where(static text => HiddenCharacters.FindTurning(text) is not null).ToArray();
        Assert.Equal(5, marked.Length);
        Assert.All(marked, static text => Contracts.Sample.AssertFinding(ContractCodes.TurningMark, Contracts.Sample.Header + "endpoints:\n  a: ¶&a " + HostileContract.Quote(text) + "\n  b: *a\n"));
    }

    [Fact]
    public void IsHidden_OfWhatIsSeen_IsFalse() =>
        Assert.DoesNotContain("aZ0 \t~éßжλ日€😀\u0301\uFE0F".EnumerateRunes(), static rune => HiddenCharacters.IsHidden(rune));

    private static IEnumerable<GeneratedFile> Files()
    {
        var templates = new TemplateCatalog();
        return GeneratedCode.Write(Read).Concat(new ProjectFiles(Read, new PackageNames(Read), templates, "1.0.0").Write());
    }

    private static Type Type(string name) => Package.Value.GetType(HostileContract.Namespace + name, throwOnError: true)!;

    private static List<(string Name, string Value)> Values(object model) =>
        [.. JsonNode.Parse(JsonSerializer.Serialize(model, model.GetType()))!.AsObject().Select(static one => (one.Key, one.Value!.GetValue<string>()))];
}
