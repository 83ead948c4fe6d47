using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weir.Generation.Validation.Completeness;

/// <summary>Finds what is visible outside and has no summary.</summary>
internal static class MissingDocs
{
    public static IEnumerable<ValidationIssue> Find(CompilationUnitSyntax root, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var declaration in root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax or EnumDeclarationSyntax).OfType<MemberDeclarationSyntax>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Documentation.IsOn(declaration)
                || Symbol(declaration, model, cancellationToken) is not { } symbol
                || !IsAsked(symbol)
                || IsDocumentedElsewhere(symbol, declaration, cancellationToken))
            {
                continue;
            }

            yield return ValidationIssue.Of(
                CompletenessRules.MissingDocs,
                symbol.Locations.First(place => place.SourceTree == declaration.SyntaxTree && declaration.Span.Contains(place.SourceSpan)),
                $"{Name(symbol)} is visible outside and has no summary.",
                "Say in a /// <summary> what it is for.");
        }
    }

    private static ISymbol? Symbol(MemberDeclarationSyntax declaration, SemanticModel model, CancellationToken cancellationToken) => declaration switch
    {
        BaseFieldDeclarationSyntax field => field.Declaration.Variables is [var first, ..] ? model.GetDeclaredSymbol(first, cancellationToken) : null,
        BaseNamespaceDeclarationSyntax or GlobalStatementSyntax or IncompleteMemberSyntax or DestructorDeclarationSyntax => null,
        _ => model.GetDeclaredSymbol(declaration, cancellationToken),
    };

    private static bool IsAsked(ISymbol symbol) => IsVisible(symbol) && symbol switch
    {
        { IsImplicitlyDeclared: true } or { IsOverride: true } => false,
        INamedTypeSymbol { IsExtension: true } => false,
        IMethodSymbol { MethodKind: MethodKind.StaticConstructor or MethodKind.ExplicitInterfaceImplementation } => false,
        IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters: [] } => false,
        IPropertySymbol { ExplicitInterfaceImplementations: not [] } or IEventSymbol { ExplicitInterfaceImplementations: not [] } => false,

        // Operators that an interface prescribes are explicit by their form only.
        IMethodSymbol { ExplicitInterfaceImplementations: not [] } => false,
        _ => true,
    };

    // A block of extensions has no visibility of its own.
    private static bool IsVisible(ISymbol symbol)
    {
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (current is not INamedTypeSymbol { IsExtension: true }
                && current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether another part has the summary, or the finding: one is enough for all parts.</summary>
    private static bool IsDocumentedElsewhere(ISymbol symbol, SyntaxNode declaration, CancellationToken cancellationToken)
    {
        var parts = symbol.DeclaringSyntaxReferences
            .Concat((symbol as IMethodSymbol)?.PartialDefinitionPart?.DeclaringSyntaxReferences ?? [])
            .Concat((symbol as IMethodSymbol)?.PartialImplementationPart?.DeclaringSyntaxReferences ?? [])
            .Concat((symbol as IPropertySymbol)?.PartialDefinitionPart?.DeclaringSyntaxReferences ?? [])
            .Concat((symbol as IPropertySymbol)?.PartialImplementationPart?.DeclaringSyntaxReferences ?? [])
            .Select(reference => reference.GetSyntax(cancellationToken))
            .Select(static part => part is VariableDeclaratorSyntax ? part.FirstAncestorOrSelf<BaseFieldDeclarationSyntax>()! : part)
            .OrderBy(static part => part.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(static part => part.SpanStart)
            .ToArray();
        return parts.Length > 1 && (parts.Any(Documentation.IsOn) || parts[0] != declaration);
    }

    private static string Name(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type => $"The type {type.Name}",
        IMethodSymbol { MethodKind: MethodKind.Constructor } => $"The constructor of {symbol.ContainingType.Name}",
        IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion } => $"An operator of {symbol.ContainingType.Name}",
        IPropertySymbol { IsIndexer: true } => $"The indexer of {symbol.ContainingType.Name}",
        { ContainingType: { } type } => $"{type.Name}.{symbol.Name}",
        _ => symbol.Name,
    };
}
