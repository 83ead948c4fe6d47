using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weir.Generation.Validation.Completeness;

/// <summary>Finds bodies without a statement where one is expected.</summary>
internal static class EmptyBodies
{
    public static IEnumerable<ValidationIssue> Find(CompilationUnitSyntax root, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var node in root.DescendantNodes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (body, name, what) = Named(node);
            if (body is not null && IsEmpty(body) && !SaysWhy(body) && !IsMeant(node, model, cancellationToken))
            {
                yield return ValidationIssue.Of(
                    CompletenessRules.EmptyBody,
                    name.GetLocation(),
                    $"The body of {what} is empty.",
                    "Write it, or say in a comment in it why nothing is to be done.");
            }
        }
    }

    private static (BlockSyntax? Body, SyntaxToken Name, string What) Named(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => (method.Body, method.Identifier, $"the method {method.Identifier.ValueText}"),
        LocalFunctionStatementSyntax local => (local.Body, local.Identifier, $"the local function {local.Identifier.ValueText}"),
        ConstructorDeclarationSyntax constructor => (constructor.Body, constructor.Identifier, $"the constructor of {constructor.Identifier.ValueText}"),
        OperatorDeclarationSyntax one => (one.Body, one.OperatorToken, $"the operator {one.OperatorToken.ValueText}"),
        ConversionOperatorDeclarationSyntax conversion => (conversion.Body, conversion.OperatorKeyword, $"the conversion to {conversion.Type}"),
        AccessorDeclarationSyntax accessor => (accessor.Body, accessor.Keyword, $"the accessor {accessor.Keyword.ValueText} of {NameOf(accessor)}"),
        _ => default,
    };

    private static string NameOf(AccessorDeclarationSyntax accessor) => accessor.Parent?.Parent switch
    {
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        EventDeclarationSyntax one => one.Identifier.ValueText,
        _ => "the indexer",
    };

    private static bool IsEmpty(BlockSyntax body) => body.Statements.All(static statement => statement is EmptyStatementSyntax);

    private static bool IsMeant(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        node.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() is InterfaceDeclarationSyntax
        || node switch
        {
            ConstructorDeclarationSyntax constructor => constructor.Initializer?.ArgumentList.Arguments.Count > 0 || IsPrivate(constructor),
            MethodDeclarationSyntax method => IsHook(method) || (IsDispose(method) && !HoldsDisposables(method, model, cancellationToken)),
            _ => false,
        };

    // Between the braces: what stands behind the closing one is about something else.
    private static bool SaysWhy(BlockSyntax body) => body.DescendantTrivia()
        .Where(trivia => body.Span.Contains(trivia.Span) && trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia)
        .Any(static trivia => trivia.ToString().Any(char.IsLetter) && !PlaceholderComments.IsPlaceholder(trivia));

    private static bool IsPrivate(ConstructorDeclarationSyntax constructor) =>
        !constructor.Modifiers.Any(SyntaxKind.StaticKeyword)
        && !constructor.Modifiers.Any(static modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword);

    private static bool IsHook(MethodDeclarationSyntax method) => method.Modifiers.Any(SyntaxKind.VirtualKeyword) && Documentation.IsOn(method);

    private static bool IsDispose(MethodDeclarationSyntax method) => method.Identifier.ValueText is "Dispose" or "DisposeAsync";

    private static bool HoldsDisposables(MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetDeclaredSymbol(method, cancellationToken)?.ContainingType is { } type
        && type.GetMembers().Any(static member => member switch
        {
            IFieldSymbol { IsStatic: false } field => IsDisposable(field.Type),
            IMethodSymbol { MethodKind: MethodKind.Constructor, DeclaringSyntaxReferences: [{ } declaration] } primary when declaration.GetSyntax() is TypeDeclarationSyntax =>
                primary.Parameters.Any(static parameter => IsDisposable(parameter.Type)),
            _ => false,
        });

    private static bool IsDisposable(ITypeSymbol type) => type.AllInterfaces.Append(type).Any(static one => one is
    {
        Name: "IDisposable" or "IAsyncDisposable",
        TypeKind: TypeKind.Interface,
        ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
    });
}
