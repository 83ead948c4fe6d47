using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Security.Secrets;

namespace Weir.Generation.Validation.Security;

/// <summary>Which expressions give the same bytes, or the same number, each time.</summary>
internal static class ConstantBytes
{
    private const int Hops = 4;

    private static readonly HashSet<string> Converters = ["GetBytes", "FromBase64String", "FromHexString", "ToArray", "AsSpan", "AsMemory"];

    public static bool Is(ExpressionSyntax expression, SecurityScan scan) => Is(expression, scan, 0);

    public static int? Number(ExpressionSyntax expression, SecurityScan scan)
    {
        if (scan.ModelOf(expression).GetConstantValue(expression, scan.CancellationToken) is { HasValue: true, Value: int value })
        {
            return value;
        }

        return scan.ModelOf(expression).GetSymbolInfo(expression, scan.CancellationToken).Symbol is IFieldSymbol { IsReadOnly: true } or ILocalSymbol
            && Initializer(expression, scan) is LiteralExpressionSyntax { Token.Value: int initial } ? initial : null;
    }

    private static bool Is(ExpressionSyntax expression, SecurityScan scan, int hops) => hops < Hops && expression switch
    {
        ParenthesizedExpressionSyntax inner => Is(inner.Expression, scan, hops),
        CastExpressionSyntax cast => Is(cast.Expression, scan, hops),
        LiteralExpressionSyntax literal => literal.RawKind is (int)SyntaxKind.StringLiteralExpression or (int)SyntaxKind.Utf8StringLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression,
        ArrayCreationExpressionSyntax array => array.Initializer is null ? Holds(array) : AllConstant(array.Initializer.Expressions),
        ImplicitArrayCreationExpressionSyntax array => AllConstant(array.Initializer.Expressions),
        InitializerExpressionSyntax list => AllConstant(list.Expressions),
        CollectionExpressionSyntax list => list.Elements.Count > 0 && list.Elements.All(static one => one is ExpressionElementSyntax { Expression: LiteralExpressionSyntax }),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call when Converters.Contains(member.Name.Identifier.ValueText) =>
            call.ArgumentList.Arguments is [{ Expression: var given }, ..] ? IsText(given, scan, hops) : Is(member.Expression, scan, hops + 1),
        IdentifierNameSyntax or MemberAccessExpressionSyntax => IsNamed(expression, scan, hops),
        _ => false,
    };

    private static bool IsText(ExpressionSyntax given, SecurityScan scan, int hops) =>
        scan.ModelOf(given).GetConstantValue(given, scan.CancellationToken) is { HasValue: true, Value: string } || Is(given, scan, hops + 1);

    private static bool AllConstant(SeparatedSyntaxList<ExpressionSyntax> elements) => elements.Count > 0 && elements.All(static one => one is LiteralExpressionSyntax or CastExpressionSyntax { Expression: LiteralExpressionSyntax });

    // New bytes are zeros; of a variable they are, unless something may write to it.
    private static bool Holds(ArrayCreationExpressionSyntax array) => array.Type.ElementType.ToString() is "byte" or "Byte";

    private static bool IsNamed(ExpressionSyntax expression, SecurityScan scan, int hops)
    {
        if (scan.ModelOf(expression).GetConstantValue(expression, scan.CancellationToken) is { HasValue: true, Value: string })
        {
            return true;
        }

        return Initializer(expression, scan) is { } value && Is(value, scan, hops + 1) && !IsWritten(expression, scan);
    }

    private static ExpressionSyntax? Initializer(ExpressionSyntax expression, SecurityScan scan)
    {
        var symbol = scan.ModelOf(expression).GetSymbolInfo(expression, scan.CancellationToken).Symbol;
        return symbol is ILocalSymbol or IFieldSymbol or IPropertySymbol && symbol.DeclaringSyntaxReferences is [var declared]
            ? declared.GetSyntax(scan.CancellationToken) switch
            {
                VariableDeclaratorSyntax variable => variable.Initializer?.Value,
                PropertyDeclarationSyntax property => property.Initializer?.Value ?? property.ExpressionBody?.Expression,
                _ => null,
            }
            : null;
    }

    // Something else is done with it that may fill it: it is given to a call, assigned to, or an element of it is.
    private static bool IsWritten(ExpressionSyntax use, SecurityScan scan)
    {
        var name = LiteralNames.Name(use);
        var symbol = scan.ModelOf(use).GetSymbolInfo(use, scan.CancellationToken).Symbol;
        SyntaxNode? scope = symbol is ILocalSymbol ? use.FirstAncestorOrSelf<MemberDeclarationSyntax>() : use.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        return scope is not null && scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(one => one.Identifier.ValueText == name).Any(IsWrite);
    }

    private static bool IsWrite(IdentifierNameSyntax name)
    {
        SyntaxNode at = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return at.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == at,
            ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } element => assignment.Left == element,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => LiteralNames.Name(call.Expression) is "Fill" or "GetBytes" or "GetNonZeroBytes" or "NextBytes" or "Read" or "ReadExactly" or "CopyTo" or "BlockCopy" or "Copy" or "WriteInt64BigEndian" or "WriteUInt64LittleEndian" or "WriteInt32BigEndian" or "WriteUInt64BigEndian" or "WriteInt64LittleEndian" or "HashData" or "ReadAsync" or "ReadExactlyAsync" or "TryWriteBytes",
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsSpan" or "AsMemory" } => true,
            _ => false,
        };
    }
}
