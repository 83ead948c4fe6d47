using System.Text;
using Weir.Generation.Validation;

namespace Weir.Tests.Generation.Validation.Corpus;

/// <summary>What a validator says of snippets, against what is known of them.</summary>
/// <remarks>
/// A finding is right where a snippet expects the same rule in the same line or a neighbour of it; each expectation answers for one finding. What nests too deep is named at the member by one author of
/// the corpus, and at the level that is too deep by the other and by the rule: below the line that is expected, within the length of a member, is right too.
/// Findings of severity <c>info</c> are not counted.
/// </remarks>
internal sealed class CorpusScore
{
    private const int Tolerance = 1;

    private const string Nesting = "quality/nesting-depth";
    private const int MemberLines = 60;

    private readonly List<string> _hits = [];
    private readonly List<(string Rule, string Text)> _falseAlarms = [];
    private readonly List<(string Rule, string Text)> _misses = [];

    private CorpusScore(string validator) => Validator = validator;

    /// <summary>The name of the validator.</summary>
    public string Validator { get; }

    /// <summary>The sum of all rules.</summary>
    public RuleScore Total => new(Validator, _hits.Count, _falseAlarms.Count, _misses.Count);

    /// <summary>Each rule that was found or expected, by name.</summary>
    public IReadOnlyList<RuleScore> Rules =>
        [.. _hits.Concat(Names(_falseAlarms)).Concat(Names(_misses)).Distinct().Order(StringComparer.Ordinal).Select(Score)];

    /// <summary>What was expected and not found: file, line and rule.</summary>
    public IReadOnlyList<string> Misses => [.. _misses.Select(static miss => miss.Text)];

    /// <summary>What was found and not expected: file, line, rule and message.</summary>
    public IReadOnlyList<string> FalseAlarms => [.. _falseAlarms.Select(static alarm => alarm.Text)];

    /// <summary>Runs a validator over snippets.</summary>
    public static CorpusScore Of(Validator validator, IEnumerable<Snippet> snippets, CancellationToken cancellationToken)
    {
        var score = new CorpusScore(validator.Name);
        foreach (var snippet in snippets)
        {
            score.Count(snippet, validator.Validate(SnippetCode.Subject(snippet), cancellationToken).Issues);
        }

        return score;
    }

    /// <summary>A report: the sums, then each rule, what was missed and what was found in vain.</summary>
    public override string ToString()
    {
        var report = new StringBuilder().Append(Total).Append('\n').AppendJoin('\n', Rules);
        Append("missed:", Misses);
        Append("found in vain:", FalseAlarms);
        return report.ToString();

        void Append(string title, IReadOnlyList<string> lines)
        {
            if (lines.Count > 0)
            {
                report.Append('\n').Append(title).Append("\n  ").AppendJoin("\n  ", lines);
            }
        }
    }

    private static IEnumerable<string> Names(List<(string Rule, string Text)> entries) => entries.Select(static entry => entry.Rule);

    private RuleScore Score(string rule) => new(rule, _hits.Count(hit => hit == rule), Names(_falseAlarms).Count(name => name == rule), Names(_misses).Count(name => name == rule));

    private void Count(Snippet snippet, IReadOnlyList<ValidationIssue> issues)
    {
        List<Expectation> open = [.. snippet.Expectations];
        List<ValidationIssue> found = [.. issues.Where(static issue => issue.Severity != ValidationSeverity.Info)];

        // The same line first, so that a neighbour does not take what belongs to another finding.
        for (var distance = 0; distance <= Tolerance; distance++)
        {
            found.RemoveAll(issue => TryTake(open, issue, one => Math.Abs(one.Line - issue.Line) == distance));
        }

        found.RemoveAll(issue => issue.Rule == Nesting && TryTake(open, issue, one => issue.Line > one.Line && issue.Line <= one.Line + MemberLines));
        _falseAlarms.AddRange(found.Select(issue => (issue.Rule, $"{snippet.File}:{issue.Line} {issue.Rule} {issue.Message}")));
        _misses.AddRange(open.Select(miss => (miss.Rule, $"{snippet.File}:{miss.Line} {miss.Rule}")));
    }

    private bool TryTake(List<Expectation> open, ValidationIssue issue, Predicate<Expectation> isThere)
    {
        var index = open.FindIndex(one => one.Rule == issue.Rule && isThere(one));
        if (index < 0)
        {
            return false;
        }

        open.RemoveAt(index);
        _hits.Add(issue.Rule);
        return true;
    }
}
