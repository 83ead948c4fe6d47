using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Compliance;

/// <summary>
/// Judges whether nodes are what their contract and their kind say: name, base, operations, cancellation, typed errors, structured logging, settings
/// that are read, and nothing beyond the kind. The page docs/validation-compliance.md has each rule with a bad and a good example.
/// </summary>
public sealed class ComplianceValidator : Validator
{
    private static readonly CodeRule[] FileRules = [new CancellableRule(), new TokenPassedRule(), new UntypedErrorRule(), new ConsoleRule(), new LogMessageRule()];

    /// <summary>The name is <c>compliance</c>.</summary>
    public ComplianceValidator()
        : base("compliance", ComplianceRules.All)
    {
    }

    /// <inheritdoc/>
    public override ValidationFindings Validate(ValidationSubject subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        cancellationToken.ThrowIfCancellationRequested();
        var found = new FindingList();
        var files = CodeFile.Of(subject, cancellationToken);
        foreach (var file in files)
        {
            foreach (var rule in FileRules)
            {
                rule.Judge(file, found, cancellationToken);
            }
        }

        var nodes = new NodeClasses(files, subject.Contract, cancellationToken);
        NodeRule.Judge(nodes, found);
        if (subject.Contract is { } contract)
        {
            OperationRule.Judge(nodes, contract, found);
        }

        UnreadSettingRule.Judge(files, nodes, found, cancellationToken);
        new BeyondKindRule(files, found).Judge(nodes, cancellationToken);
        return found.ToFindings(files);
    }
}
