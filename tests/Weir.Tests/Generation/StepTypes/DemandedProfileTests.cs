using Weir.Generation.StepTypes;
using Weir.Generation.Validation;

namespace Weir.Tests.Generation.StepTypes;

/// <summary>How strictly a package is judged: what its contract demands, and what somebody says.</summary>
public sealed class DemandedProfileTests
{
    [Theory]
    [InlineData("", "standard")]
    [InlineData("generation: {quality_level: minimal}", "development")]
    [InlineData("generation: {quality_level: standard}", "standard")]
    [InlineData("generation: {quality_level: production}", "production")]
    [InlineData("template: {variant: production}", "production")]
    [InlineData("template: {variant: production}\ngeneration: {quality_level: minimal}", "development")]
    public void Profile_OfAQualityLevel_IsThatOfItsName(string more, string expected)
    {
        var contract = GeneratedCode.Read(GeneratedCode.Yaml(more));
        Assert.Equal(expected, DemandedProfile.Of(contract, DemandedProfile.OfContract).Name);
        Assert.Equal("staging", DemandedProfile.Of(contract, "staging").Name);
    }

    [Fact]
    public void Profile_OfAContractThatDemandsNothing_IsTheNamedOne()
    {
        var contract = GeneratedCode.Read(GeneratedCode.Yaml());
        Assert.All(ValidationProfile.All, profile => Assert.Equivalent(profile, DemandedProfile.Of(contract, profile.Name)));
    }

    [Fact]
    public void Profile_OfGates_IsRaisedAndNeverLowered()
    {
        var high = Development("{gate: security}, {gate: score, config: {min_score: 0.95}}, {gate: complexity, config: {max_complexity: 4}}");
        Assert.Equal(["completeness", "quality", "security"], high.Validators);
        Assert.Equal((0.95, 4, true), (high.MinScore, high.MaxComplexity, high.FailFast));

        var low = Development("{gate: score, config: {min_score: 0.1}}, {gate: complexity, config: {max_complexity: 99}}");
        Assert.Equal((0.6, 15), (low.MinScore, low.MaxComplexity));

        Assert.Equal(["completeness", "compliance", "quality", "security"], Development("{gate: validation}").Validators);
        Assert.Null(DemandedProfile.Of(GeneratedCode.Read(GeneratedCode.Yaml("quality_gates: {gates: [{gate: security}]}")), "standard").Validators);
    }

    [Theory]
    [InlineData("true", "standard", true)]
    [InlineData("false", "development", false)]
    public void Profile_OfTheFirstError_IsAsTheContractSays(string value, string profile, bool expected) =>
        Assert.Equal(expected, DemandedProfile.Of(GeneratedCode.Read(GeneratedCode.Yaml($"quality_gates: {{fail_on_first_error: {value}}}")), profile).FailFast);

    [Fact]
    public async Task Validate_OfACrippledPackage_IsStoppedByItsGateAlone()
    {
        Assert.True((await JudgeAsync("")).Passed);
        var verdict = await JudgeAsync("quality_gates: {gates: [{gate: compliance}], fail_on_first_error: false}");
        Assert.Equal("compliance", Assert.Single(verdict.Validators, static one => !one.Passed).Name);
    }

    [Fact]
    public void Verdict_WithoutWarnings_HasTheErrorsOnly()
    {
        ValidationIssue[] issues = [new("a", "warning", "w", null, 0, 0), new("b", "error", "e", null, 0, 0), new("c", "info", "i", null, 0, 0)];
        var kept = DemandedProfile.WithoutWarnings(new ValidationVerdict([new ValidatorVerdict("x", false, 0.5, TimeSpan.Zero, issues)]));
        Assert.Equal(["b", "c"], kept.Validators[0].Issues.Select(static one => one.Rule));
        Assert.Equal(0.5, kept.Score);
    }

    private static ValidationProfile Development(string gates) =>
        DemandedProfile.Of(GeneratedCode.Read(GeneratedCode.Yaml($"quality_gates: {{gates: [{gates}]}}")), "development");

    // A compute node that asks for a file: no business of the profile development.
    private static Task<ValidationVerdict> JudgeAsync(string more)
    {
        var contract = GeneratedCode.Read(GeneratedCode.Yaml("", "NodeSampleCompute", "compute") + more);
        var subject = Validation.Judged.Package(contract, DemandedProfile.Of(contract, "development"), static file => file.IsOwned
            ? file with { Text = file.Text.Replace("throw new OperationNotImplementedException(Name, \"execute\")", "new(System.IO.File.Exists(Name) ? new Models.ExecuteOutput() : throw new System.InvalidOperationException())", StringComparison.Ordinal) }
            : file);
        return Validation.Judged.VerdictAsync(subject);
    }
}
