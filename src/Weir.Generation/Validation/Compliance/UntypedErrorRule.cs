using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Compliance;

/// <summary>What is thrown says by its type what went wrong, and what is caught is not lost.</summary>
internal sealed class UntypedErrorRule : CodeRule
{
    public override void Judge(CodeFile file, FindingList found, CancellationToken cancellationToken)
    {
        foreach (var node in file.Nodes)
        {
            switch (node)
            {
                case ThrowStatementSyntax thrown:
                    Thrown(thrown.ThrowKeyword, thrown.Expression, found);
                    break;
                case ThrowExpressionSyntax thrown:
                    Thrown(thrown.ThrowKeyword, thrown.Expression, found);
                    break;
                case CatchClauseSyntax clause:
                    Caught(clause, found);
                    break;
                default:
                    break;
            }
        }
    }

    private static void Thrown(SyntaxToken keyword, ExpressionSyntax? error, FindingList found)
    {
        if (error is ObjectCreationExpressionSyntax { Type: var type } && Name(type) is "Exception" or "SystemException" or "ApplicationException")
        {
            found.Add(
                ComplianceRules.UntypedError,
                keyword,
                $"'{Name(type)}' says nothing about what went wrong, and nobody can catch it alone.",
                "Throw a type that names the error: one of the platform, of Weir, or your own.");
        }
    }

    private static void Caught(CatchClauseSyntax clause, FindingList found)
    {
        if (clause.Block.Statements.Count == 0)
        {
            found.Add(ComplianceRules.UntypedError, clause.CatchKeyword, "This catch is empty: the error is lost.", "Handle the error, log it, or let it pass.");
        }
        else if (clause.Filter is null && CatchesAll(clause.Declaration) && !Uses(clause))
        {
            found.Add(
                ComplianceRules.UntypedError,
                clause.CatchKeyword,
                "This catches every exception, and neither throws it again nor uses it.",
                "Catch the types that are expected, or log or wrap the exception.");
        }
    }

    private static bool CatchesAll(CatchDeclarationSyntax? declaration) => declaration is null || Name(declaration.Type) == "Exception";

    private static bool Uses(CatchClauseSyntax clause)
    {
        var name = clause.Declaration?.Identifier.ValueText;
        return clause.Block.DescendantNodes().Any(node => node is ThrowStatementSyntax { Expression: null }
            || (node is IdentifierNameSyntax use && !string.IsNullOrEmpty(name) && use.Identifier.ValueText == name));
    }

    private static string? Name(TypeSyntax type) => type switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "System" } or AliasQualifiedNameSyntax { Name.Identifier.ValueText: "System" } } name => name.Right.Identifier.ValueText,
        _ => null,
    };
}
