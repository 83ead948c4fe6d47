using Weir.Generation.Code;
using Weir.Generation.Validation;

namespace Weir.Tests.Generation.Validation;

public class PackageValidatorTests
{
    private static readonly string Yaml = GeneratedCode.Yaml("""
        definitions:
          Money: { type: object, required: [cents], properties: { cents: { type: integer, minimum: 1 } } }
        io_operations:
          - { name: charge, input_model: Money, output_model: Money }
        """);

    [Fact]
    public void Validate_OfGeneratedCode_Passes()
    {
        var verdict = Validate(file => file);
        Assert.True(verdict.Passed);
        Assert.Equal(1, verdict.Score);
        Assert.Equal(["compile", "members"], verdict.Validators.Select(validator => validator.Name));
    }

    [Fact]
    public void Validate_OfCodeThatDoesNotCompile_NamesFileLineColumnAndRule()
    {
        var verdict = Validate(file => file.Path.EndsWith("Money.g.cs", StringComparison.Ordinal)
            ? file with { Text = file.Text.Replace("long Cents", "lung Cents", StringComparison.Ordinal) }
            : file);
        Assert.False(verdict.Passed);
        var issue = verdict.Validators[0].Issues[0];
        Assert.Equal(("CS0246", "error", "src/NodeSampleEffect/Models/Money.g.cs"), (issue.Rule, issue.Severity, issue.File));
        Assert.True(issue.Line > 1 && issue.Column > 1);
        Assert.InRange(verdict.Validators[0].Score, 0, 0.99);
    }

    [Fact]
    public void Validate_OfAWarning_DoesNotPass()
    {
        var verdict = Validate(file => file.IsOwned ? file with { Text = file.Text + "\ninternal static class Idle { private static string? s; public static int L() => s.Length; }\n" } : file);
        Assert.Contains(verdict.Validators[0].Issues, issue => issue.Rule == "CS8602");
        Assert.False(verdict.Passed);
    }

    [Theory]
    [InlineData("NodeSampleEffect.cs", ": NodeSampleEffectBase(options, settings)", "", "WEIR-KIND")]
    [InlineData("NodeSampleEffectBase.g.cs", ": EffectNode<", ": ComputeNode<", "WEIR-KIND")]
    [InlineData("NodeSampleEffectBase.g.cs", "ChargeAsync", "ChangeAsync", "WEIR-OPERATION")]
    [InlineData("Money.g.cs", "long Cents", "long Pence", "WEIR-MODEL")]
    [InlineData("MoneyValidator.g.cs", "Validate(", "Check(", "WEIR-VALIDATOR")]
    [InlineData("SampleRequest.g.cs", "ChargeCall", "ChargeAsk", "WEIR-TYPE")]
    public void Validate_WhereAMemberIsMissing_SaysWhich(string file, string text, string other, string rule)
    {
        var verdict = Validate(one => Path.GetFileName(one.Path) == file ? one with { Text = one.Text.Replace(text, other, StringComparison.Ordinal) } : one);
        Assert.Contains(verdict.Validators[1].Issues, issue => issue.Rule == rule);
        Assert.False(verdict.Validators[1].Passed);
        Assert.InRange(verdict.Validators[1].Score, 0, 0.99);
    }

    private static ValidationVerdict Validate(Func<GeneratedFile, GeneratedFile> change)
    {
        var contract = GeneratedCode.Read(Yaml);
        var files = GeneratedCode.Write(contract, withTests: false).Select(change);
        return new PackageValidator(new ReferenceSet(), TimeProvider.System).Validate(contract, new PackageNames(contract), files, Some.Token);
    }
}
