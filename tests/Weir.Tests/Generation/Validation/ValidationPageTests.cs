using System.Text.RegularExpressions;
using Weir.Generation.Validation;
using Weir.Tests.Conventions;

namespace Weir.Tests.Generation.Validation;

/// <summary>
/// The pages docs/validation*.md have a section for every rule: <c>### rule</c>, a sentence, a block <c>csharp bad</c> and a block <c>csharp good</c>; before them a block <c>yaml contract</c> where the rule needs one.
/// </summary>
public sealed partial class ValidationPageTests
{
    private static readonly Dictionary<string, Section> Sections = Read();

    // That a member was too large to be followed: nothing that a page can show is.
    private const string WithoutExample = "security/analysis-limit";

    public static TheoryData<string> Rules => [.. StandardValidators.All.SelectMany(static validator => validator.Rules).Select(static rule => rule.Id).Where(static rule => rule != WithoutExample)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_HasABadExampleThatItFindsAndAGoodOneThatItDoesNot(string rule)
    {
        Assert.True(Sections.ContainsKey(rule), $"No page docs/validation*.md has a section '### {rule}'.");
        var section = Sections[rule];
        Assert.True(section.Bad is not null && section.Good is not null, $"The section '### {rule}' lacks a block 'csharp bad' or 'csharp good'.");
        Assert.Matches("^(Error|Warning|Info)?.*[.:]", section.Sentence);
        Assert.Equal([rule], Find(rule, section.Bad, section.Contract).Distinct());
        Assert.DoesNotContain(rule, Find(rule, section.Good, section.Contract));
    }

    [Fact]
    public void Sections_AreAllOfARule()
    {
        var names = StandardValidators.All.Select(static validator => validator.Name).ToHashSet();
        var known = Rules.Select(static row => row.Data).Append(WithoutExample).ToHashSet();
        Assert.DoesNotContain(Sections.Keys, rule => names.Contains(rule.Split('/')[0]) && !known.Contains(rule));
    }

    [Fact]
    public void Analyzers_AreAllOnThePage()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "validation.md"));
        Assert.All(StandardValidators.Analyzers.Rules, rule => Assert.Contains($"`{rule.Id}`", page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Find(string rule, string code, string? contract) =>
        StandardValidators.All.Single(validator => validator.Name == rule.Split('/')[0])
            .Validate(Judged.File(code, contract: contract is null ? null : GeneratedCode.Read(contract)), Some.Token).Issues.Select(static issue => issue.Rule);

    private static Dictionary<string, Section> Read() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "validation*.md")
            .SelectMany(static file => Heading.Matches(File.ReadAllText(file).ReplaceLineEndings("\n")))
            .ToDictionary(static match => match.Groups["rule"].Value, static match => Section.Of(match.Groups["text"].Value), StringComparer.Ordinal);

    [GeneratedRegex("""^### (?<rule>[a-z-]+/[a-z-]+)\n+(?<text>.*?)(?=^#{1,3} |\z)""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Heading { get; }

    private sealed record Section(string Sentence, string? Bad, string? Good, string? Contract)
    {
        public static Section Of(string text) => new(text.Split('\n')[0], Block(text, "csharp bad"), Block(text, "csharp good"), Block(text, "yaml contract"));

        private static string? Block(string text, string kind)
        {
            var start = text.IndexOf($"```{kind}\n", StringComparison.Ordinal);
            if (start < 0)
            {
                return null;
            }

            start = text.IndexOf('\n', start) + 1;
            return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
        }
    }
}
