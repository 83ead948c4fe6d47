using Microsoft.CodeAnalysis;

namespace Weir.Generation.Validation.Compliance;

/// <summary>The types by which a caller cancels.</summary>
internal static class Tokens
{
    public static bool IsToken(ITypeSymbol type) =>
        type.Name == nameof(CancellationToken) && type.ContainingNamespace is { Name: "Threading", ContainingNamespace.Name: "System" };

    /// <summary>Whether it is a token, or a step's context, which has one.</summary>
    public static bool Carries(ITypeSymbol type) =>
        IsToken(type) || (type.Name == nameof(StepContext) && (type.TypeKind == TypeKind.Error || type.ContainingNamespace?.Name == nameof(Weir)));
}
