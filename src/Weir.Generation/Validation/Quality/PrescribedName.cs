using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weir.Generation.Validation.Quality;

/// <summary>Names that are not free: of overrides, of implementations, and of their parameters.</summary>
internal static class PrescribedName
{
    public static bool Is(SyntaxNode node, SemanticModel? model, CancellationToken cancellationToken)
    {
        if (node is ParameterSyntax { Parent.Parent: MethodDeclarationSyntax method } parameter)
        {
            return model?.GetDeclaredSymbol(parameter, cancellationToken) is { } symbol
                && Prescriptions(method, model, cancellationToken).OfType<IMethodSymbol>().Any(one => Takes(one, symbol));
        }

        return node switch
        {
            MethodDeclarationSyntax { ExplicitInterfaceSpecifier: not null } => true,
            PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: not null } => true,
            EventDeclarationSyntax { ExplicitInterfaceSpecifier: not null } => true,
            MemberDeclarationSyntax member when member.Modifiers.Any(SyntaxKind.OverrideKeyword) => true,
            MethodDeclarationSyntax or PropertyDeclarationSyntax or EventDeclarationSyntax => Prescriptions(node, model, cancellationToken).Any(),
            VariableDeclaratorSyntax { Parent.Parent: EventFieldDeclarationSyntax } => Prescriptions(node, model, cancellationToken).Any(),
            _ => false,
        };
    }

    private static bool Takes(IMethodSymbol method, IParameterSymbol parameter) =>
        parameter.Ordinal < method.Parameters.Length && method.Parameters[parameter.Ordinal].Name == parameter.Name;

    /// <summary>The members whose name and parameters a member has to have.</summary>
    private static IEnumerable<ISymbol> Prescriptions(SyntaxNode member, SemanticModel? model, CancellationToken cancellationToken)
    {
        if (model?.GetDeclaredSymbol(member, cancellationToken) is not { ContainingType: { } type } symbol)
        {
            yield break;
        }

        if (symbol is IMethodSymbol { OverriddenMethod: { } overridden })
        {
            yield return overridden;
        }

        foreach (var prescribed in type.AllInterfaces.SelectMany(one => one.GetMembers(symbol.Name)))
        {
            if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(prescribed), symbol))
            {
                yield return prescribed;
            }
        }
    }
}
