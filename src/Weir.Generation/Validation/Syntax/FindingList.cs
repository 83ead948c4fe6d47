using Microsoft.CodeAnalysis;

namespace Weir.Generation.Validation.Syntax;

/// <summary>Collects findings: one for each rule and place.</summary>
internal sealed class FindingList
{
    private readonly HashSet<(string Rule, SyntaxTree? Tree, int Start)> _seen = [];
    private readonly List<ValidationIssue> _issues = [];

    public void Add(ValidationRule rule, SyntaxToken token, string message, string? suggestion = null) =>
        Add(rule, token.GetLocation(), message, suggestion);

    public void Add(ValidationRule rule, Location location, string message, string? suggestion = null)
    {
        if (_seen.Add((rule.Id, location.SourceTree, location.SourceSpan.Start)))
        {
            _issues.Add(ValidationIssue.Of(rule, location, message, suggestion));
        }
    }

    /// <summary>What was found, by file, line and column.</summary>
    public ValidationFindings ToFindings(IEnumerable<CodeFile> files) => new(
        [
            .. _issues.OrderBy(static issue => issue.File, StringComparer.Ordinal)
                .ThenBy(static issue => issue.Line).ThenBy(static issue => issue.Column)
                .ThenBy(static issue => issue.Rule, StringComparer.Ordinal).ThenBy(static issue => issue.Message, StringComparer.Ordinal),
        ],
        files.Sum(static file => file.Units));
}
