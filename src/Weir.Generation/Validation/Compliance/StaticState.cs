using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weir.Generation.Validation.Compliance;

/// <summary>Where code changes what is static: by assigning, counting, handing it out by reference, or calling what changes a collection.</summary>
internal static class StaticState
{
    private static readonly HashSet<string> Changing = new(StringComparer.Ordinal)
    {
        "Add", "AddFirst", "AddLast", "AddOrUpdate", "AddRange", "Append", "AppendLine", "Clear", "Dequeue", "Enqueue", "ExceptWith", "GetOrAdd", "Insert", "InsertRange",
        "IntersectWith", "Pop", "Push", "Remove", "RemoveAll", "RemoveAt", "RemoveFirst", "RemoveLast", "Reverse", "Set", "SetValue", "Sort", "TryAdd", "TryDequeue", "TryPop",
        "TryRemove", "TryTake", "TryUpdate", "UnionWith",
    };

    /// <summary>What names the static member that this node changes; null where it changes none.</summary>
    public static SyntaxToken? Changed(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        var target = node switch
        {
            AssignmentExpressionSyntax assignment when assignment.Parent is not InitializerExpressionSyntax => assignment.Left,
            PrefixUnaryExpressionSyntax counted when counted.IsKind(SyntaxKind.PreIncrementExpression) || counted.IsKind(SyntaxKind.PreDecrementExpression) => counted.Operand,
            PostfixUnaryExpressionSyntax counted when counted.IsKind(SyntaxKind.PostIncrementExpression) || counted.IsKind(SyntaxKind.PostDecrementExpression) => counted.Operand,
            ArgumentSyntax argument when argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword) => argument.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } when Changing.Contains(access.Name.Identifier.ValueText) && access.Expression is SimpleNameSyntax or MemberAccessExpressionSyntax => access.Expression,
            _ => null,
        };
        for (var part = target; part is not null; part = Owner(part))
        {
            if (part is SimpleNameSyntax or MemberAccessExpressionSyntax && IsStatic(part, node, model, cancellationToken))
            {
                return part is MemberAccessExpressionSyntax access ? access.Name.Identifier : part.GetFirstToken();
            }
        }

        return null;
    }

    private static ExpressionSyntax? Owner(ExpressionSyntax part) => part switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        ElementAccessExpressionSyntax element => element.Expression,
        ParenthesizedExpressionSyntax inner => inner.Expression,
        _ => null,
    };

    private static bool IsStatic(ExpressionSyntax part, SyntaxNode change, SemanticModel model, CancellationToken cancellationToken)
    {
        var symbol = model.GetSymbolInfo(part, cancellationToken).Symbol;
        var type = symbol switch
        {
            IFieldSymbol { IsStatic: true, IsConst: false } field => field.Type,
            IPropertySymbol { IsStatic: true } property => property.Type,
            _ => null,
        };

        // What adds to an immutable collection gives another one.
        return type is not null && !(change is InvocationExpressionSyntax && type.ContainingNamespace?.ToDisplayString() == "System.Collections.Immutable");
    }
}
