using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weir.Generation.Validation.Security.Secrets;

/// <summary>What a literal is called: by what it is assigned to, compared with, given for or returned from.</summary>
internal static class LiteralNames
{
    // They hand a text on as something else.
    private static readonly HashSet<string> Converters = ["GetBytes", "FromBase64String", "FromHexString", "ToCharArray", "AsSpan", "AsMemory", "ToArray", "Trim", "ToString", "SymmetricSecurityKey", "ReadOnlyMemory", "ReadOnlySpan", "FromResult", "HMACSHA256", "HMACSHA384", "HMACSHA512"];

    private static readonly string[] Givers = ["With", "Set", "Use", "Add"];

    public static IEnumerable<string> Of(SyntaxNode literal, SecurityScan scan)
    {
        var at = literal;
        while (at.Parent is { } parent)
        {
            switch (parent)
            {
                case ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax or InitializerExpressionSyntax { RawKind: not (int)SyntaxKind.ComplexElementInitializerExpression }
                    or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax or ExpressionElementSyntax or SwitchExpressionSyntax or ArgumentListSyntax or AwaitExpressionSyntax:
                case ConditionalExpressionSyntax choice when choice.Condition != at:
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }:
                case SwitchExpressionArmSyntax arm when arm.Expression == at:
                case MemberAccessExpressionSyntax member when member.Expression == at && Converters.Contains(member.Name.Identifier.ValueText):
                case InvocationExpressionSyntax call when call.Expression == at || Converters.Contains(Name(call.Expression) ?? ""):
                case ArgumentSyntax { Parent.Parent: var converter } when Converters.Contains(Name(converter) ?? ""):
                case BaseObjectCreationExpressionSyntax creation when Converters.Contains(Name(creation) ?? ""):
                    at = parent;
                    continue;
                default:
                    return Direct(at, parent, scan).OfType<string>();
            }
        }

        return [];
    }

    /// <summary>The name that a declaration or an assignment around some code gives it; null: it is neither.</summary>
    public static string? NameGivenBy(SyntaxNode at) => at switch
    {
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        AssignmentExpressionSyntax assignment => Name(assignment.Left),
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        TypeDeclarationSyntax type => type.Identifier.ValueText,
        _ => null,
    };

    /// <summary>The last name of an expression, or the text that it is indexed with.</summary>
    public static string? Name(SyntaxNode? expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax member => member.Name.Identifier.ValueText,
        QualifiedNameSyntax name => name.Right.Identifier.ValueText,
        ConditionalAccessExpressionSyntax access => Name(access.WhenNotNull),
        ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax key }] } => key.Token.ValueText,
        ElementAccessExpressionSyntax element => Name(element.Expression),
        ImplicitElementAccessSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax key }] } => key.Token.ValueText,
        InvocationExpressionSyntax call => Name(call.Expression),
        ObjectCreationExpressionSyntax creation => Name(creation.Type),
        ParenthesizedExpressionSyntax inner => Name(inner.Expression),
        PostfixUnaryExpressionSyntax inner => Name(inner.Operand),
        CastExpressionSyntax cast => Name(cast.Expression),
        _ => null,
    };

    private static IEnumerable<string?> Direct(SyntaxNode at, SyntaxNode parent, SecurityScan scan) => parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => [variable.Identifier.ValueText],
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => [property.Identifier.ValueText],
        EqualsValueClauseSyntax { Parent: ParameterSyntax parameter } => [parameter.Identifier.ValueText],
        AssignmentExpressionSyntax assignment when assignment.Right == at => [Name(assignment.Left)],
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison => [Name(comparison.Left == at ? comparison.Right : comparison.Left)],
        ConstantPatternSyntax pattern => [Asked(pattern)],
        CaseSwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax choice } => [Name(choice.Expression)],
        ReturnStatementSyntax or ArrowExpressionClauseSyntax => [Owner(parent)],
        ArgumentSyntax argument => OfArgument(argument, scan),
        AttributeArgumentSyntax attribute => [attribute.NameEquals?.Name.Identifier.ValueText ?? attribute.NameColon?.Name.Identifier.ValueText ?? Parameter(attribute, scan)],
        InitializerExpressionSyntax { Expressions: [LiteralExpressionSyntax key, ..] } when key != at => [key.Token.ValueText],
        AnonymousObjectMemberDeclaratorSyntax member => [member.NameEquals?.Name.Identifier.ValueText],
        _ => [],
    };

    private static string? Asked(ConstantPatternSyntax pattern) => pattern.Ancestors().FirstOrDefault(static node => node is not PatternSyntax) switch
    {
        IsPatternExpressionSyntax asked => Name(asked.Expression),
        SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } => Name(choice.GoverningExpression),
        SubpatternSyntax part => part.NameColon?.Name.Identifier.ValueText,
        CasePatternSwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax choice } => Name(choice.Expression),
        _ => null,
    };

    private static string? Owner(SyntaxNode node) => node.Ancestors().FirstOrDefault(static one => one is MemberDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax) switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        _ => null,
    };

    private static IEnumerable<string?> OfArgument(ArgumentSyntax argument, SecurityScan scan)
    {
        switch (argument.Parent)
        {
            case TupleExpressionSyntax tuple:
                return [argument.NameColon?.Name.Identifier.ValueText ?? (tuple.Arguments is [{ Expression: LiteralExpressionSyntax key }, _] && tuple.Arguments[1] == argument ? key.Token.ValueText : null)];
            case ArgumentListSyntax { Parent: { } call } list:
                var at = list.Arguments.IndexOf(argument);
                var before = at > 0 && list.Arguments[at - 1].Expression is LiteralExpressionSyntax literal ? literal.Token.ValueText : null;
                return [argument.NameColon?.Name.Identifier.ValueText ?? Parameter(call, at, scan), Called(call), before, .. Compared(call, argument)];
            default:
                return [];
        }
    }

    private static string? Called(SyntaxNode call) => Name(call) is { } name && call is InvocationExpressionSyntax && Givers.Any(giver => name.StartsWith(giver, StringComparison.Ordinal)) ? name : null;

    // password.Equals("…"), string.Equals(password, "…")
    private static IEnumerable<string?> Compared(SyntaxNode call, ArgumentSyntax argument) => call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals" or "FixedTimeEquals" or "SequenceEqual" or "Compare" } member } invocation
        ? invocation.ArgumentList.Arguments.Where(one => one != argument).Select(static one => Name(one.Expression)).Prepend(Name(member.Expression))
        : [];

    private static string? Parameter(SyntaxNode call, int at, SecurityScan scan)
    {
        var info = scan.ModelOf(call).GetSymbolInfo(call, scan.CancellationToken);
        if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is not IMethodSymbol method)
        {
            return null;
        }

        var name = at < method.Parameters.Length ? method.Parameters[at].Name : null;
        return name == "parameter" && method.ContainingType.Name == "AuthenticationHeaderValue" ? "token" : name;
    }

    private static string? Parameter(AttributeArgumentSyntax argument, SecurityScan scan) =>
        argument.Parent is AttributeArgumentListSyntax { Parent: AttributeSyntax attribute } list ? Parameter(attribute, list.Arguments.IndexOf(argument), scan) : null;
}
