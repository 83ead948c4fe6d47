using System.Text.RegularExpressions;
using Weir.Generation.Validation.Security;
using Weir.Tests.Conventions;

namespace Weir.Tests.Generation.Validation.Security;

/// <summary>The page of the validator says what the rules do and what the tables have.</summary>
public partial class SecurityPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "validation-security.md"));

    public static TheoryData<string> Rules() => [.. SecurityRules.All.Where(static rule => rule != SecurityRules.AnalysisLimit).Select(static rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Page_OfARule_HasABadAndAGoodExample(string rule)
    {
        var section = Section(rule);
        var examples = Example().Matches(section).Select(static match => match.Groups["code"].Value).ToArray();
        Assert.Equal(2, examples.Length);
        Assert.Contains(rule, SecuritySnippet.Judge(examples[0]).Issues.Select(static issue => issue.Rule).Distinct().Single(), StringComparison.Ordinal);
        Assert.Empty(SecuritySnippet.Judge(examples[1]).Issues);
        Assert.All(examples, static example => Assert.Empty(SecuritySnippet.Errors(example)));
        Assert.Contains($"[{SecurityRules.All.Single(one => one.Id == rule).Source}](https://cwe.mitre.org/data/definitions/", section, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_HasTheRulesInTheirOrder() =>
        Assert.Equal(SecurityRules.All.Select(static rule => rule.Id), Heading().Matches(Page).Select(static match => match.Groups["rule"].Value));

    [Fact]
    public void Page_HasTheTablesAndNothingElse()
    {
        var rows = Sources.All.Select(static one => $"| `{one.Name}` | {one.Cwe} | {one.What} |")
            .Concat(Sinks.All.Select(static one => $"| `{one.Name}` | {one.Rule.Id} | {one.Rule.Source} |"))
            .Concat(Sanitizers.Calls.Select(static one => $"| `{one.Name}` | {one.Cwe} | {one.What} |"))
            .Concat(Sanitizers.Conditions.Select(static one => $"| {one.Name} | {one.Cwe} | {one.What} |"));
        var shown = Page.Split('\n').Where(static line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains("CWE-", StringComparison.Ordinal));
        Assert.Equal(rows, shown);
        Assert.Contains($"`{string.Join("`, `", Sinks.SqlText)}`", Page, StringComparison.Ordinal);
        Assert.Contains($"`{string.Join("`, `", Sinks.Names)}`", Page, StringComparison.Ordinal);
    }

    private static string Section(string rule)
    {
        var start = Page.IndexOf($"### {rule}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"The page has no section '### {rule}'.");
        return Page[start..(Page.IndexOf("\n### ", start + 1, StringComparison.Ordinal) is > 0 and var end ? end : Page.Length)];
    }

    [GeneratedRegex("```csharp (?:bad|good)\n(?<code>.*?)```", RegexOptions.Singleline, 1000)]
    private static partial Regex Example();

    [GeneratedRegex("^### (?<rule>security/[a-z-]+)$", RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();
}
