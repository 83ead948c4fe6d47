using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weir.Generation.Validation.Completeness;

/// <summary>Whether all that is needed is there: code, bodies, documentation, and what a contract names.</summary>
internal sealed class CompletenessValidator() : Validator("completeness", CompletenessRules.All)
{
    public override ValidationFindings Validate(ValidationSubject subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var issues = new List<ValidationIssue>();
        foreach (var tree in subject.Trees)
        {
            var root = (CompilationUnitSyntax)tree.GetRoot(cancellationToken);
            if (HasCode(root))
            {
                var model = subject.ModelOf(tree);
                issues.AddRange(EmptyBodies.Find(root, model, cancellationToken));
                issues.AddRange(PlaceholderCode.Find(root, model, cancellationToken));
                issues.AddRange(MissingDocs.Find(root, model, cancellationToken));
            }
            else
            {
                issues.Add(ValidationIssue.Of(
                    CompletenessRules.NoCode, Location.Create(tree, default), "The file has no type.", "Write the type that the file is for, or remove the file."));
            }

            issues.AddRange(PlaceholderComments.Find(root, cancellationToken));
        }

        var members = MemberCount.Of(subject, cancellationToken);
        if (subject.Contract is { } contract)
        {
            var required = new RequiredMembers(contract, subject.Compilation);
            issues.AddRange(required.FindMissing(cancellationToken));
            members += required.Asked;
        }

        return new ValidationFindings(issues, members);
    }

    // Global usings and attributes of the assembly are what a file without a type can be for.
    private static bool HasCode(CompilationUnitSyntax root) =>
        root.AttributeLists.Count > 0
        || root.Usings.Any(static one => !one.GlobalKeyword.IsKind(SyntaxKind.None))
        || root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .Any(static node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or GlobalStatementSyntax);
}
