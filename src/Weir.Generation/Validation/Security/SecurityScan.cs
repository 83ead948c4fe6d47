using Microsoft.CodeAnalysis;

namespace Weir.Generation.Validation.Security;

/// <summary>One judging of one subject: what the rules share and where their findings go.</summary>
internal sealed class SecurityScan(ValidationSubject subject, CancellationToken cancellationToken)
{
    private readonly Dictionary<(string Rule, string? File, int Line), ValidationIssue> _issues = [];

    public ValidationSubject Subject { get; } = subject;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public SemanticModel ModelOf(SyntaxNode node) => Subject.ModelOf(node.SyntaxTree);

    /// <summary>Adds a finding; a second one of the same rule on the same line is the same finding.</summary>
    public void Report(ValidationRule rule, SyntaxNodeOrToken place, string message, string suggestion) =>
        Add(ValidationIssue.Of(rule, place.GetLocation()!, message, suggestion));

    public void Add(ValidationIssue issue) => _issues.TryAdd((issue.Rule, issue.File, issue.Line), issue);

    public IReadOnlyList<ValidationIssue> Issues()
    {
        var order = Subject.Trees.Select((tree, index) => (tree.FilePath, index)).DistinctBy(static one => one.FilePath).ToDictionary(static one => one.FilePath, static one => one.index);
        return
        [
            .. _issues.Values
                .OrderBy(issue => order.GetValueOrDefault(issue.File ?? ""))
                .ThenBy(static issue => issue.Line)
                .ThenBy(static issue => issue.Column)
                .ThenBy(static issue => issue.Rule, StringComparer.Ordinal),
        ];
    }
}
