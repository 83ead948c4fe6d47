using System.Text.Json;
using Weir.AI;
using Weir.Generation;
using Weir.Generation.Packaging;
using Weir.Generation.Validation;
using Weir.Tests.Conventions;

namespace Weir.Tests.Generation.Job;

/// <summary>Both gates before a package, the validators and the quorum, and what becomes of one that a replaced template spoilt.</summary>
public sealed class GateTests : IDisposable
{
    private const string Broken = "    public void Later()\n    {\n    }\n";
    private const string Undocumented = "    public int Later => 1;\n";

    private readonly TemporaryFolder _folder = new();

    public GateTests() => _folder.Write("in/a.yaml", GeneratedCode.Yaml("", "NodeAlphaEffect"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_WithALocalQuorum_PutsVotesIntoReportAndEvidence()
    {
        var package = Assert.Single((await RunAsync(static request => request with { Quorum = "local" })).Packages);
        Assert.NotNull(package.Quorum);
        Assert.True(package.Quorum.Passed);
        Assert.Equal(["rules: contract", "rules: quality", "rules: security"], package.Quorum.Votes.Select(static vote => vote.Member));
        using var evidence = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(package.Path, "evidence.json"), Some.Token));
        Assert.Equal(3, evidence.RootElement.GetProperty("quorum").GetProperty("votes").GetArrayLength());
    }

    [Fact]
    public async Task Run_WithoutAQuorum_AsksNobody()
    {
        var package = Assert.Single((await RunAsync(static request => request)).Packages);
        Assert.Null(package.Quorum);
        Assert.Null(package.Degradation);
    }

    [Fact]
    public async Task Run_OfAContractWithTheGateQuorum_AsksTheLocalOne()
    {
        _folder.Write("in/a.yaml", GeneratedCode.Yaml("quality_gates: { gates: [{ gate: quorum }] }", "NodeAlphaEffect"));
        Assert.NotNull(Assert.Single((await RunAsync(static request => request with { Quorum = "off" })).Packages).Quorum);
    }

    [Fact]
    public async Task Run_OfAContractThatAsksForProduction_IsJudgedSoUnlessAProfileIsNamed()
    {
        // A warning of completeness, which the profile standard takes.
        Spoil(Undocumented);
        _folder.Write("in/a.yaml", GeneratedCode.Yaml("generation: { quality_level: production }", "NodeAlphaEffect"));
        var refused = Assert.Single((await RunAsync(request => request with { Templates = _folder.Below("templates"), FailFast = true })).Failures);
        Assert.Contains("which the profile production does not take", refused.Error, StringComparison.Ordinal);
        Assert.Empty((await RunAsync(request => request with { Templates = _folder.Below("templates"), Profile = ValidationProfile.Standard })).Failures);
    }

    [Fact]
    public async Task Run_OfAContractThatCollectsNoWarnings_HasNoneInItsEvidence()
    {
        Spoil(Undocumented);
        Assert.Contains("missing-docs", await EvidenceAsync(""), StringComparison.Ordinal);
        Assert.DoesNotContain("missing-docs", await EvidenceAsync("quality_gates: { collect_warnings: false }"), StringComparison.Ordinal);

        async Task<string> EvidenceAsync(string more)
        {
            _folder.Write("in/a.yaml", GeneratedCode.Yaml(more, "NodeAlphaEffect"));
            var package = Assert.Single((await RunAsync(request => request with { Templates = _folder.Below("templates") })).Packages);
            return await File.ReadAllTextAsync(Path.Combine(package.Path, "evidence.json"), Some.Token);
        }
    }

    [Fact]
    public async Task Run_ForProduction_AsksTheLocalQuorum() =>
        Assert.NotNull(Assert.Single((await RunAsync(static request => request with { Profile = ValidationProfile.Production })).Packages).Quorum);

    [Fact]
    public async Task Run_WhenTheQuorumIsAgainstIt_WritesNoPackage()
    {
        // Warnings pass the validators; a reviewer that is as strict as production votes against it.
        Spoil(Undocumented);
        _folder.Write("quorum.yaml", "threshold: 0.9\nmembers:\n  - { name: contract, uses: rules.contract, weight: 2 }\n  - { name: security, uses: rules.security }\n");
        var report = await RunAsync(request => request with { Quorum = _folder.Below("quorum.yaml"), Templates = _folder.Below("templates"), FailFast = true });
        var failure = Assert.Single(report.Failures);
        Assert.Equal(GenerationJob.Validate, failure.Stage);
        Assert.StartsWith("The quorum decided against it: its score 0.5 is below 0.9.\n  contract (confidence 0.50): src/NodeAlphaEffect/NodeAlphaEffectBase.g.cs:", failure.Error.Replace("0.500", "0.5", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("completeness/missing-docs", failure.Error, StringComparison.Ordinal);
        Assert.Empty(report.Packages);
        Assert.False(Directory.Exists(_folder.Below("out/NodeAlphaEffect")));
    }

    [Fact]
    public async Task Run_WhenAReplacedTemplateSpoilsThePackage_WritesTheShippedOneAndSaysSo()
    {
        Spoil(Broken);
        var report = await RunAsync(request => request with { Templates = _folder.Below("templates") });
        Assert.Equal(RunStatus.Failed, report.Status);
        var failure = Assert.Single(report.Failures);
        Assert.Matches(@"src/NodeAlphaEffect/NodeAlphaEffectBase\.g\.cs:\d+:\d+: error completeness/empty-body: ", failure.Error);

        var package = Assert.Single(report.Packages);
        Assert.True(package.Verdict.Passed);
        Assert.StartsWith($"Made of the shipped templates, because what node/node of '{_folder.Below("templates")}' gave did not pass:\nsrc/", package.Degradation, StringComparison.Ordinal);
        Assert.Contains("completeness/empty-body", package.Degradation, StringComparison.Ordinal);
        Assert.DoesNotContain("Later", _folder.Read("out/NodeAlphaEffect")["src/NodeAlphaEffect/NodeAlphaEffectBase.g.cs"], StringComparison.Ordinal);
        Assert.Contains("empty-body", _folder.Read("out/NodeAlphaEffect")["evidence.json"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhenTheQuorumIsAgainstAReplacedTemplate_WritesTheShippedOneAndSaysSo()
    {
        Spoil(Undocumented);
        _folder.Write("quorum.yaml", "threshold: 0.9\nmembers:\n  - { name: contract, uses: rules.contract, weight: 2 }\n  - { name: security, uses: rules.security }\n");
        var report = await RunAsync(request => request with { Quorum = _folder.Below("quorum.yaml"), Templates = _folder.Below("templates") });
        Assert.StartsWith("The quorum decided against it", Assert.Single(report.Failures).Error, StringComparison.Ordinal);
        var package = Assert.Single(report.Packages);
        Assert.True(package.Quorum?.Passed);
        Assert.Contains("gave did not pass:\nThe quorum decided against it", package.Degradation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("off", true)]
    [InlineData("local", false)]
    public async Task Run_OfAReview_SaysWhetherAnybodyWasAsked(string quorum, bool wasIdle)
    {
        var report = await RunAsync(request => request with { Quorum = quorum });
        var steps = report.Stages.SelectMany(static stage => stage.Steps).ToArray();
        Assert.Equal(wasIdle, steps.Single(static step => step.Name == "review[a.yaml]").WasIdle);
        Assert.All(steps.Where(static step => step.Name != "review[a.yaml]"), static step => Assert.False(step.WasIdle));
    }

    [Fact]
    public async Task Run_WithALocalQuorum_HasReasonsThatAreSentences()
    {
        var votes = Assert.Single((await RunAsync(static request => request with { Quorum = "local" })).Packages).Quorum!.Votes;
        Assert.StartsWith("completeness and compliance have nothing that production refuses; ", votes[0].Vote.Reason, StringComparison.Ordinal);
        Assert.StartsWith("quality has nothing that production refuses; ", votes[1].Vote.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_WithAWordForAQuorum_NamesTheWordsThereAre()
    {
        var error = await Assert.ThrowsAsync<GenerationWorkflowException>(() => RunAsync(static request => request with { Quorum = "on" }));
        Assert.StartsWith("on: the quorum file cannot be read: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("or off, local.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfAContractWithErrorsAndWarnings_ShowsBoth()
    {
        _folder.Write("in/a.yaml", GeneratedCode.Yaml("template: { patterns: [x] }\nnonsense: 5", "NodeAlphaEffect"));
        var lines = Assert.Single((await RunAsync(static request => request)).Failures).Error.Split('\n');
        Assert.Contains(lines, static line => line.Contains("a.yaml:6:", StringComparison.Ordinal) && line.Contains(": warning WEIR", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.Contains("a.yaml:7:", StringComparison.Ordinal) && line.Contains(": error WEIR", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_WhenAReplacedTemplateSpoilsThePackageAndTheFirstFailureStops_WritesNone()
    {
        Spoil(Broken);
        Assert.Empty((await RunAsync(request => request with { Templates = _folder.Below("templates"), FailFast = true })).Packages);
        Assert.False(Directory.Exists(_folder.Below("out/NodeAlphaEffect")));
    }

    [Theory]
    [InlineData("threshold: 2\nmembers: []\n", ":1:12: ")]
    [InlineData("members:\n  - { name: a, uses: rules.everything }\n", ":2:22: ")]
    [InlineData("members:\n  - { name: a, uses: rules.quality, weight: 0 }\n", "sum to 0")]
    [InlineData("min-weight: 5\nmembers:\n  - { name: a, uses: rules.quality }\n", "The minimum weight is 5, and the weights of the members sum to 1")]
    [InlineData("members:\n  - { name: a, uses: rules.quality }\n  - { name: a, uses: rules.security }\n", "Two members are called 'a'")]
    [InlineData("deadline: soon\nmembers:\n  - { name: a, uses: rules.quality }\n", ":1:11: ")]
    [InlineData("members: {}\n", "must be a list")]
    [InlineData("", "quorum.yaml")]
    public async Task Prepare_WhenTheQuorumFileIsWrong_SaysWhereBeforeAnythingRuns(string text, string expected)
    {
        _folder.Write("quorum.yaml", text);
        var error = await Assert.ThrowsAsync<GenerationWorkflowException>(() => RunAsync(request => request with { Quorum = _folder.Below("quorum.yaml") }));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QuorumFile_OfThePage_IsOne()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "quorum.md"), Some.Token);
        var example = page.Split("<!-- example: quorum -->\n```yaml\n")[1].Split("```")[0];
        _folder.Write("quorum.yaml", example);
        var verdict = Assert.Single((await RunAsync(request => request with { Quorum = _folder.Below("quorum.yaml") })).Packages).Quorum;
        Assert.Equal((0.7, 4.0), (verdict?.Threshold, verdict?.TotalWeight));
    }

    private void Spoil(string member)
    {
        var shipped = File.ReadAllText(Path.Combine(Repository.Root, "src", "Weir.Generation", "Templates", "node", "node.hbs"));
        var end = shipped.LastIndexOf('}');
        _folder.Write("templates/node/node.hbs", shipped[..end] + member + shipped[end..]);
    }

    private async Task<GenerationReport> RunAsync(Func<GenerationRequest, GenerationRequest> change)
    {
        var request = new GenerationRequest
        {
            Contracts = [_folder.Below("in")],
            Output = _folder.Below("out"),
            Reference = WeirReference.ToProject(Path.Combine(Repository.Root, "src", "Weir", "Weir.csproj")),
        };
        var job = await GenerationJob.PrepareAsync(change(request), Some.Token);
        return await job.RunAsync(null, Some.Token);
    }
}
