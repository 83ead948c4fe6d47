using Weir.Generation.Contracts;
using Weir.Generation.Validation;
using Weir.Tests.Conventions;

namespace Weir.Tests.Generation.Validation;

/// <summary>What Weir generates has no finding at all, also where it is judged most strictly.</summary>
public class GeneratedPackageTests
{
    private const int Seeds = 60;

    // The analyzers take a hundred times as long as all the others.
    private const int AnalyzedSeeds = 3;

    private static readonly string Yaml = GeneratedCode.Yaml("""
        definitions:
          Money: { type: object, required: [cents], properties: { cents: { type: integer, minimum: 1 } } }
        io_operations:
          - { name: charge, input_model: Money, output_model: Money }
        """);

    private static readonly ValidationOptions Patient = new() { TimeLimit = TimeSpan.FromMinutes(5) };

    public static TheoryData<string> Samples => [.. Directory.GetFiles(Path.Combine(Repository.Root, "samples", "contracts"), "*.yaml", SearchOption.AllDirectories).Select(Repository.Relative)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Validate_OfASample_FindsNothing(string file) => await CheckAsync(StandardValidators.Of(ValidationProfile.Production), await File.ReadAllTextAsync(Path.Combine(Repository.Root, file), Some.Token));

    [Fact]
    public async Task Validate_OfRandomContracts_FindsNothing()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            await CheckAsync(seed < AnalyzedSeeds ? StandardValidators.Of(ValidationProfile.Production) : StandardValidators.All, RandomContract.Write(seed));
        }
    }

    [Fact]
    public async Task Validate_OfCodeThatDoesNotCompile_NamesFileLineColumnAndRule()
    {
        var subject = Judged.Package(GeneratedCode.Read(Yaml), change: static file => file.Path.EndsWith("Money.g.cs", StringComparison.Ordinal)
            ? file with { Text = file.Text.Replace("long Cents", "lung Cents", StringComparison.Ordinal) }
            : file);
        var verdict = await Judged.VerdictAsync(subject);
        Assert.False(verdict.Passed);
        var issue = verdict.Validators[0].Issues[0];
        Assert.Equal(("CS0246", "error", "src/NodeSampleEffect/Models/Money.g.cs"), (issue.Rule, issue.Severity, issue.File));
        Assert.True(issue.Line > 1 && issue.Column > 1);
        Assert.InRange(verdict.Validators[0].Score, 0, 0.99);
    }

    [Fact]
    public async Task Validate_OfAWarningInAPackage_DoesNotPass()
    {
        var subject = Judged.Package(GeneratedCode.Read(Yaml), change: static file => file.IsOwned
            ? file with { Text = file.Text + "\ninternal static class Idle { private static string? s; public static int L() => s.Length; }\n" }
            : file);
        var verdict = await Judged.VerdictAsync(subject);
        Assert.Contains(verdict.Validators[0].Issues, static issue => issue.Rule == "CS8602");
        Assert.False(verdict.Validators[0].Passed);
    }

    private static async Task CheckAsync(IEnumerable<Validator> validators, string yaml)
    {
        var verdict = await new ValidationPipeline(validators, Patient).ValidateAsync(Judged.Package(GeneratedCode.Read(yaml), ValidationProfile.Production), Some.Token);
        var issues = verdict.Validators.SelectMany(static validator => validator.Issues).Where(static issue => issue.Severity != ValidationSeverity.Info);
        Assert.True(!issues.Any() && verdict.Passed, string.Join('\n', issues) + "\n" + yaml);
        Assert.Equal(["compile", .. validators.Select(static one => one.Name)], verdict.Validators.Select(static one => one.Name));
    }
}
