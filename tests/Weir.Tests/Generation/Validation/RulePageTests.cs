using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Weir.Generation.Validation;
using Weir.Generation.Validation.Compliance;
using Weir.Generation.Validation.Quality;
using Weir.Tests.Conventions;

namespace Weir.Tests.Generation.Validation;

/// <summary>The pages of the rules: each rule of a validator has a section whose bad example gives its finding alone, and whose good one gives none.</summary>
public partial class RulePageTests
{
    private static readonly Dictionary<string, Validator> Pages = new(StringComparer.Ordinal)
    {
        ["validation-quality.md"] = new QualityValidator(),
        ["validation-compliance.md"] = new ComplianceValidator(),
    };

    public static TheoryData<string, string> Rules =>
        [.. Pages.SelectMany(page => page.Value.Rules.Select(rule => new TheoryDataRow<string, string>(page.Key, rule.Id)))];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Examples_GiveTheirFindingAndNone(string page, string rule)
    {
        var section = Assert.Single(Sections(page), section => section.Rule == rule).Text;
        var blocks = Block().Matches(section).Select(match => (Kind: match.Groups[1].Value, Code: match.Groups[2].Value)).ToList();
        var contract = blocks.Where(block => block.Kind == "yaml").Select(block => GeneratedCode.Read(block.Code)).SingleOrDefault();
        var examples = blocks.Where(block => block.Kind == "csharp").Select(block => Findings(block.Code, contract)).ToList();
        Assert.Equal([[rule], []], examples);
    }

    [Theory]
    [InlineData("validation-quality.md")]
    [InlineData("validation-compliance.md")]
    public void Page_HasEveryRuleOfItsValidatorInItsOrder(string page) =>
        Assert.Equal(Pages[page].Rules.Select(rule => rule.Id), Sections(page).Select(section => section.Rule));

    private static List<string> Findings(string code, Weir.Generation.Contracts.Contract? contract)
    {
        var compilation = MarkedCode.Compile(("Example.cs", code));
        Assert.Empty(compilation.GetDiagnostics(Some.Token).Where(one => one.Severity >= DiagnosticSeverity.Warning).Select(one => one.ToString()));
        return [.. Pages.Values.SelectMany(validator => MarkedCode.By(validator, compilation, contract).Issues).Select(issue => issue.Rule)];
    }

    private static IEnumerable<(string Rule, string Text)> Sections(string page) =>
        File.ReadAllText(Path.Combine(Repository.Root, "docs", page)).Split("\n### ").Skip(1)
            .Select(section => (section[..section.IndexOf('\n', StringComparison.Ordinal)], section));

    [GeneratedRegex("^```(csharp|yaml) [a-z]+\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
