using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Security.Secrets;

namespace Weir.Generation.Validation.Security;

/// <summary>Literals that are secrets by their shape or by what they are called.</summary>
internal sealed class HardcodedSecrets : ISecurityRule
{
    private const string Advice = "Read it from the configuration or a store of secrets, and change it: what was in code is known.";

    private const int LeastKeyLength = 8;

    public void Look(SyntaxNode node, SecurityScan scan)
    {
        switch (node)
        {
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression or (int)SyntaxKind.Utf8StringLiteralExpression } literal:
                LookAtText(literal, scan);
                break;
            case InterpolatedStringExpressionSyntax text:
                LookAtShape(text, Text(text), scan);
                break;
            case VariableDeclaratorSyntax { Initializer.Value: { } value } variable when IsKey(value) && SecretNames.IsSecret(variable.Identifier.ValueText):
                scan.Report(SecurityRules.HardcodedSecret, variable.Identifier, $"The key '{variable.Identifier.ValueText}' stands in the code.", Advice);
                break;
        }
    }

    private static void LookAtText(LiteralExpressionSyntax literal, SecurityScan scan)
    {
        var (whole, text) = Whole(literal, scan);
        if (text is null || LookAtShape(literal, text, scan))
        {
            return;
        }

        foreach (var name in SecretTexts.IsSecret(text, true) || IsCredential(text) ? LiteralNames.Of(whole, scan) : [])
        {
            if (IsHeader(name, text) || (SecretNames.IsSecret(name) && !string.Equals(name, text, StringComparison.OrdinalIgnoreCase) && SecretTexts.IsSecret(text, SecretNames.IsPassword(name))))
            {
                scan.Report(SecurityRules.HardcodedSecret, literal, $"The text that is called '{name}' is a secret in the code.", Advice);
                return;
            }
        }
    }

    private static bool LookAtShape(SyntaxNode place, string text, SecurityScan scan)
    {
        if (SecretTexts.Shape(text) is not { } shape)
        {
            return false;
        }

        scan.Report(SecurityRules.HardcodedSecret, place, $"This text has the shape of {shape}.", Advice);
        return true;
    }

    private static bool IsCredential(string text) => text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase);

    private static bool IsHeader(string name, string text) => IsCredential(text) && name.EndsWith("authorization", StringComparison.OrdinalIgnoreCase)
        && SecretTexts.IsSecret(text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..], false);

    // A constant that is written in parts is looked at once, at its first part.
    private static (SyntaxNode Whole, string? Text) Whole(LiteralExpressionSyntax literal, SecurityScan scan)
    {
        SyntaxNode top = literal;
        while (top.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } or ParenthesizedExpressionSyntax)
        {
            top = top.Parent;
        }

        if (top == literal || top is ParenthesizedExpressionSyntax)
        {
            return (top, literal.Token.ValueText);
        }

        if (scan.ModelOf(literal).GetConstantValue(top, scan.CancellationToken) is not { HasValue: true, Value: string text })
        {
            return (literal, literal.Token.ValueText);
        }

        var first = top.DescendantNodes().OfType<LiteralExpressionSyntax>().First();
        return (top, first == literal ? text : null);
    }

    private static string Text(InterpolatedStringExpressionSyntax text)
    {
        var builder = new StringBuilder();
        foreach (var part in text.Contents)
        {
            builder.Append(part is InterpolatedStringTextSyntax literal ? literal.TextToken.ValueText : "{0}");
        }

        return builder.ToString();
    }

    private static bool IsKey(ExpressionSyntax value) => value switch
    {
        ArrayCreationExpressionSyntax { Initializer.Expressions: var list } => IsKey(list),
        ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: var list } => IsKey(list),
        InitializerExpressionSyntax { Expressions: var list } => IsKey(list),
        CollectionExpressionSyntax { Elements: var list } => list.Count >= LeastKeyLength && list.All(static one => one is ExpressionElementSyntax { Expression.RawKind: (int)SyntaxKind.NumericLiteralExpression }),
        _ => false,
    };

    private static bool IsKey(SeparatedSyntaxList<ExpressionSyntax> list) => list.Count >= LeastKeyLength && list.All(static one => one.IsKind(SyntaxKind.NumericLiteralExpression));
}
