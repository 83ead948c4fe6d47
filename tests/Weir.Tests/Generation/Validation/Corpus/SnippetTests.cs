using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Tests.Conventions;

namespace Weir.Tests.Generation.Validation.Corpus;

/// <summary>The corpus itself: well formed, compiled, and as mixed as it says.</summary>
public class SnippetTests
{
    private const int LeastOfAValidator = 30;

    public static TheoryData<string> Validators => [.. Taxonomy.Validators];

    private static IEnumerable<Snippet> All(string validator) =>
        Snippet.Files.Where(file => file.StartsWith($"tests/Corpus/{validator}/", StringComparison.Ordinal)).Select(Snippet.Read);

    [Fact]
    public void Files_LieInTheFoldersOfValidators() =>
        Assert.DoesNotContain(Snippet.Files, static file => !Taxonomy.Validators.Contains(Snippet.Read(file).Validator));

    [Theory]
    [MemberData(nameof(Validators))]
    public void Expectations_NameRulesOfTheirValidatorAndLinesOfCode(string validator)
    {
        var rules = Taxonomy.RulesOf(validator);
        Assert.Empty(
            from snippet in All(validator)
            from expectation in snippet.Expectations
            let problem = Problem(snippet, expectation, rules)
            where problem is not null
            select $"{snippet.File}: {expectation.Rule} {expectation.Line}: {problem}");
    }

    [Theory]
    [MemberData(nameof(Validators))]
    public void Expectations_StandThereOnce(string validator) =>
        Assert.Empty(All(validator).Where(static snippet => snippet.Expectations.Distinct().Count() != snippet.Expectations.Count).Select(static snippet => snippet.File));

    [Theory]
    [MemberData(nameof(Validators))]
    public void Snippets_CompileAsTheySay(string validator) =>
        Assert.Empty(
            from snippet in All(validator)
            let errors = SnippetCode.Errors(snippet)
            where snippet.Compiles != (errors.Count == 0)
            select errors.Count == 0 ? $"{snippet.File} compiles, and says that it does not" : string.Join('\n', errors));

    [Theory]
    [MemberData(nameof(Validators))]
    public void Contracts_AreThereAndRead(string validator) =>
        Assert.All(All(validator).Select(static snippet => snippet.Contract).OfType<string>().Distinct(), static file => SnippetCode.ReadContract(file));

    [Fact]
    public void Namespaces_AreThoseOfOneSnippet()
    {
        var named = Snippet.Files.Select(Snippet.Read)
            .SelectMany(static snippet => Namespaces(snippet).Distinct().Select(name => (snippet.File, Name: name)))
            .ToArray();
        Assert.DoesNotContain(named, static one => !one.Name.StartsWith("Corpus.", StringComparison.Ordinal));
        Assert.Empty(named.CountBy(static one => one.Name).Where(static group => group.Value > 1).Select(static group => group.Key));
    }

    [Theory]
    [MemberData(nameof(Validators))]
    public void Known_IsHalfCleanAndHasEachRuleTwice(string validator)
    {
        var known = Snippet.ReadAll(validator, Snippet.Known);
        var clean = known.Count(static snippet => snippet.Expectations.Count == 0);
        Assert.True(known.Count >= LeastOfAValidator, $"{known.Count} snippets are known.");
        Assert.InRange((double)clean / known.Count, 0.45, 0.55);
        var counts = known.SelectMany(static snippet => snippet.Expectations).CountBy(static expectation => expectation.Rule).ToDictionary();
        Assert.DoesNotContain(Taxonomy.RulesOf(validator), rule => counts.GetValueOrDefault(rule) < 2);
    }

    [Theory]
    [MemberData(nameof(Validators))]
    public void Readme_HasTheNumbersOfKnown(string validator)
    {
        var known = Snippet.ReadAll(validator, Snippet.Known);
        var row = $"| {validator} | {known.Count} | {known.Count(static snippet => snippet.Expectations.Count == 0)} | {known.Sum(static snippet => snippet.Expectations.Count)} |";
        Assert.Contains(row, File.ReadLines(Path.Combine(Repository.Root, "tests", "Corpus", "README.md")));
    }

    private static string? Problem(Snippet snippet, Expectation expectation, IReadOnlyList<string> rules)
    {
        if (!rules.Contains(expectation.Rule))
        {
            return "the taxonomy has no such rule of this validator";
        }

        var lines = snippet.Text.TrimEnd('\n').Split('\n');
        if (expectation.Line < 1 || expectation.Line > lines.Length)
        {
            return $"the file has {lines.Length} lines";
        }

        var line = lines[expectation.Line - 1].TrimStart();
        var mayBeAny = expectation.Line == 1 || Taxonomy.IsAboutComments(expectation.Rule);
        return mayBeAny || (line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)) ? null : "the line has no code";
    }

    private static IEnumerable<string> Namespaces(Snippet snippet) =>
        SnippetCode.Compile(snippet).SyntaxTrees[0].GetRoot(Some.Token).DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Select(static one => one.Name.ToString());
}
