using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Compliance;

/// <summary>The message of a log is a template, and the values are given beside it.</summary>
internal sealed class LogMessageRule : CodeRule
{
    public override void Judge(CodeFile file, FindingList found, CancellationToken cancellationToken)
    {
        foreach (var node in file.Nodes)
        {
            if (node is InvocationExpressionSyntax call && Name(call) is { } name && Message(call) is { } message
                && file.Model?.GetConstantValue(message, cancellationToken).HasValue != true)
            {
                found.Add(
                    ComplianceRules.UnstructuredLogging,
                    name,
                    $"The message of '{name.ValueText}' is put together before it is logged, and its values are lost.",
                    "Give a template with names in braces, and the values behind it.");
            }
        }
    }

    private static SyntaxToken? Name(InvocationExpressionSyntax call)
    {
        var name = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            SimpleNameSyntax simple => simple,
            _ => null,
        };
        return name?.Identifier is { ValueText: "Log" or "LogTrace" or "LogDebug" or "LogInformation" or "LogWarning" or "LogError" or "LogCritical" } token ? token : null;
    }

    /// <summary>The message, where it is put together: the first argument that is a text.</summary>
    private static ExpressionSyntax? Message(InvocationExpressionSyntax call)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            switch (Bare(argument.Expression))
            {
                case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression):
                    return null;
                case InterpolatedStringExpressionSyntax text:
                    return text.Contents.Any(SyntaxKind.Interpolation) ? text : null;
                case BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) && IsText(sum):
                    return sum;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Format" or "Concat", Expression: PredefinedTypeSyntax or IdentifierNameSyntax { Identifier.ValueText: "String" } } } format:
                    return format;
                default:
                    break;
            }
        }

        return null;
    }

    private static ExpressionSyntax Bare(ExpressionSyntax expression) => expression is ParenthesizedExpressionSyntax inner ? Bare(inner.Expression) : expression;

    // The leaves of a sum, without recursion: a sum of texts nests to the left.
    private static bool IsText(BinaryExpressionSyntax sum) => sum.DescendantNodes().Any(static node =>
        node is InterpolatedStringExpressionSyntax || node.IsKind(SyntaxKind.StringLiteralExpression));
}
