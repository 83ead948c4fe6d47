using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Security.Secrets;

namespace Weir.Generation.Validation.Security;

/// <summary>Readers of objects that make whatever types the data names.</summary>
internal sealed class Deserializers : ISecurityRule
{
    private static readonly HashSet<string> Unsafe = ["BinaryFormatter", "NetDataContractSerializer", "LosFormatter", "SoapFormatter", "ObjectStateFormatter"];

    public void Look(SyntaxNode node, SecurityScan scan)
    {
        switch (node)
        {
            case ObjectCreationExpressionSyntax creation when LiteralNames.Name(creation.Type) is { } name && Unsafe.Contains(name) && !IsRead(creation, name, scan):
                Report(creation.Type, name, scan);
                break;
            case ImplicitObjectCreationExpressionSyntax creation when TypeOf(creation, scan) is { } name && Unsafe.Contains(name) && !IsRead(creation, name, scan):
                Report(creation.NewKeyword, name, scan);
                break;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Deserialize" or "UnsafeDeserialize" or "ReadObject" } member } when TypeOf(member.Expression, scan) is { } name && Unsafe.Contains(name) && !IsOwn(node, name):
                Report(member.Name, name, scan);
                break;
            case MemberAccessExpressionSyntax member when LiteralNames.Name(member.Expression) == "TypeNameHandling" && member.Name.Identifier.ValueText != "None" && IsSet(member):
                scan.Report(SecurityRules.InsecureDeserialization, member.Name, $"With TypeNameHandling.{member.Name} the data says which types are made.", "Use TypeNameHandling.None, or System.Text.Json with the types that you expect.");
                break;
        }
    }

    private static void Report(SyntaxNodeOrToken place, string name, SecurityScan scan) =>
        scan.Report(SecurityRules.InsecureDeserialization, place, $"{name} makes whatever types the data names.", "Use System.Text.Json, or another reader that is told the type.");

    // The reading is what does harm; the creation is named only where nothing is read.
    private static bool IsRead(ExpressionSyntax creation, string name, SecurityScan scan) => IsOwn(creation, name)
        || creation.SyntaxTree.GetRoot(scan.CancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Deserialize" or "UnsafeDeserialize" or "ReadObject" } member && TypeOf(member.Expression, scan) == name);

    private static bool IsOwn(SyntaxNode node, string name) => node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText == name;

    private static string? TypeOf(ExpressionSyntax expression, SecurityScan scan) => scan.ModelOf(expression).GetTypeInfo(expression, scan.CancellationToken).Type?.Name
        ?? (expression is ObjectCreationExpressionSyntax creation ? LiteralNames.Name(creation.Type) : null);

    private static bool IsSet(SyntaxNode member)
    {
        var at = member;
        while (at.Parent is ParenthesizedExpressionSyntax or ConditionalExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression or (int)SyntaxKind.CoalesceExpression })
        {
            at = at.Parent;
        }

        return at.Parent is AssignmentExpressionSyntax assignment ? assignment.Right == at : at.Parent is EqualsValueClauseSyntax or ArgumentSyntax or AttributeArgumentSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax;
    }
}
