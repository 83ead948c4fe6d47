using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Security.Secrets;

namespace Weir.Generation.Validation.Security;

/// <summary>Connections that take any certificate.</summary>
internal sealed class CertificateChecks : ISecurityRule
{
    private const string Advice = "Leave the check to the platform, or say yes only to the certificates that you know.";

    private static readonly HashSet<string> Callbacks =
        ["ServerCertificateCustomValidationCallback", "ServerCertificateValidationCallback", "RemoteCertificateValidationCallback", "ClientCertificateValidation", "ClientCertificateValidationCallback", "CertificateValidationCallback", "userCertificateValidationCallback"];

    public void Look(SyntaxNode node, SecurityScan scan)
    {
        switch (node)
        {
            case IdentifierNameSyntax { Identifier.ValueText: "DangerousAcceptAnyServerCertificateValidator" } name when !IsCompared(name):
                Report(name, scan);
                break;
            case AssignmentExpressionSyntax assignment when LiteralNames.Name(assignment.Left) is { } name:
                LookAtAssignment(assignment, name, scan);
                break;
            case ArgumentSyntax argument when IsCallback(argument, scan) && Accepts(argument.Expression, scan, 0):
                Report(argument.Expression.GetFirstToken(), scan);
                break;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AllFlags" } member when LiteralNames.Name(member.Expression) == "X509VerificationFlags" && !IsCompared(member):
                Report(member.Name, scan);
                break;
        }
    }

    private static void LookAtAssignment(AssignmentExpressionSyntax assignment, string name, SecurityScan scan)
    {
        SyntaxNodeOrToken place = assignment.Left is MemberAccessExpressionSyntax member ? member.Name : assignment.Left;
        if (Callbacks.Contains(name) && Accepts(assignment.Right, scan, 0))
        {
            Report(place, scan);
        }
        else if (name == "CheckCertificateRevocationList" && assignment.Right.IsKind(SyntaxKind.FalseLiteralExpression))
        {
            scan.Add(ValidationIssue.Of(SecurityRules.CertificateCheckDisabled, place.GetLocation()!, "Certificates that were revoked are accepted.", "Check the list of revoked certificates unless there is none.") with { Severity = ValidationSeverity.Info });
        }
    }

    private static void Report(SyntaxNodeOrToken place, SecurityScan scan) =>
        scan.Report(SecurityRules.CertificateCheckDisabled, place, "Any certificate is accepted, so that anybody can stand between the two ends.", Advice);

    private static bool IsCompared(SyntaxNode node) => node.Ancestors().TakeWhile(static at => at is ExpressionSyntax).Any(static at => at.RawKind is (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression);

    private static bool IsCallback(ArgumentSyntax argument, SecurityScan scan)
    {
        if (argument.Expression is not (AnonymousFunctionExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or BaseObjectCreationExpressionSyntax) || argument.Parent is not ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax creation } list)
        {
            return false;
        }

        var info = scan.ModelOf(creation).GetSymbolInfo(creation, scan.CancellationToken);
        var at = list.Arguments.IndexOf(argument);
        return (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is IMethodSymbol method && at < method.Parameters.Length && method.Parameters[at].Type.Name == "RemoteCertificateValidationCallback";
    }

    // Always true, whatever it is given.
    private static bool Accepts(SyntaxNode? callback, SecurityScan scan, int hops) => hops < 4 && callback switch
    {
        ParenthesizedExpressionSyntax inner => Accepts(inner.Expression, scan, hops),
        CastExpressionSyntax cast => Accepts(cast.Expression, scan, hops),
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var wrapped }] } => Accepts(wrapped, scan, hops),
        AnonymousFunctionExpressionSyntax lambda => lambda.Block is { } block ? AlwaysTrue(block, scan) : IsTrue(lambda.ExpressionBody, scan),
        MethodDeclarationSyntax method => method.Body is { } block ? AlwaysTrue(block, scan) : IsTrue(method.ExpressionBody?.Expression, scan),
        LocalFunctionStatementSyntax function => function.Body is { } block ? AlwaysTrue(block, scan) : IsTrue(function.ExpressionBody?.Expression, scan),
        VariableDeclaratorSyntax variable => Accepts(variable.Initializer?.Value, scan, hops + 1),
        PropertyDeclarationSyntax property => Accepts(property.ExpressionBody?.Expression ?? property.Initializer?.Value, scan, hops + 1),
        IdentifierNameSyntax or MemberAccessExpressionSyntax => Accepts(Declared(callback, scan), scan, hops + 1),
        _ => false,
    };

    private static SyntaxNode? Declared(SyntaxNode name, SecurityScan scan)
    {
        var info = scan.ModelOf(name).GetSymbolInfo(name, scan.CancellationToken);
        return (info.Symbol ?? info.CandidateSymbols.FirstOrDefault())?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(scan.CancellationToken);
    }

    private static bool AlwaysTrue(BlockSyntax block, SecurityScan scan)
    {
        var returns = block.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>().ToList();
        return returns.Count > 0 && returns.TrueForAll(one => IsTrue(one.Expression, scan)) && !block.DescendantNodes().Any(static node => node is ThrowStatementSyntax or ThrowExpressionSyntax);
    }

    private static bool IsTrue(ExpressionSyntax? expression, SecurityScan scan) => expression switch
    {
        null => false,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } or => IsTrue(or.Left, scan) || IsTrue(or.Right, scan),
        ParenthesizedExpressionSyntax inner => IsTrue(inner.Expression, scan),
        _ => scan.ModelOf(expression).GetConstantValue(expression, scan.CancellationToken) is { HasValue: true, Value: true },
    };
}
