using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weir.Generation.Validation.Syntax;

/// <summary>What has a body of its own: a method, constructor, operator, accessor, property with an arrow, local function, lambda, or the top-level statements.</summary>
/// <param name="node">Where it is declared.</param>
internal sealed class Function(SyntaxNode node)
{
    /// <summary>Where it is declared.</summary>
    public SyntaxNode Node { get; } = node;

    /// <summary>All nodes of it, itself first, but for those of functions and types inside it: each node belongs to one function.</summary>
    public List<SyntaxNode> Nodes { get; } = [];

    /// <summary>The function it stands in, or null.</summary>
    public Function? Outer { get; init; }

    /// <summary>What names it: the first token, where it has no name.</summary>
    public SyntaxToken Name => Node switch
    {
        MethodDeclarationSyntax method => method.Identifier,
        ConstructorDeclarationSyntax constructor => constructor.Identifier,
        DestructorDeclarationSyntax destructor => destructor.Identifier,
        OperatorDeclarationSyntax op => op.OperatorToken,
        ConversionOperatorDeclarationSyntax conversion => conversion.OperatorKeyword,
        PropertyDeclarationSyntax property => property.Identifier,
        IndexerDeclarationSyntax indexer => indexer.ThisKeyword,
        AccessorDeclarationSyntax accessor => accessor.Keyword,
        LocalFunctionStatementSyntax local => local.Identifier,
        CompilationUnitSyntax unit => unit.Members.OfType<GlobalStatementSyntax>().First().GetFirstToken(),
        _ => Node.GetFirstToken(),
    };

    /// <summary>The function in a sentence.</summary>
    public string Title => Node switch
    {
        CompilationUnitSyntax => "The program",
        AnonymousFunctionExpressionSyntax => "The lambda",
        AccessorDeclarationSyntax accessor => $"The accessor '{accessor.Keyword.ValueText}' of '{Property(accessor)}'",
        PropertyDeclarationSyntax => $"The property '{Name.ValueText}'",
        _ => $"The method '{Name.ValueText}'",
    };

    /// <summary>The block or the expression; null for what has none.</summary>
    public SyntaxNode? Body => Node switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody?.Expression,
        AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody?.Expression,
        LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody?.Expression,
        AnonymousFunctionExpressionSyntax lambda => lambda.Body,
        PropertyDeclarationSyntax property => property.ExpressionBody?.Expression,
        IndexerDeclarationSyntax indexer => indexer.ExpressionBody?.Expression,
        CompilationUnitSyntax => Node,
        _ => null,
    };

    /// <summary>The parameters; none for what cannot have any.</summary>
    public IEnumerable<ParameterSyntax> Parameters => Node switch
    {
        BaseMethodDeclarationSyntax method => method.ParameterList.Parameters,
        LocalFunctionStatementSyntax local => local.ParameterList.Parameters,
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters,
        SimpleLambdaExpressionSyntax lambda => [lambda.Parameter],
        AnonymousMethodExpressionSyntax { ParameterList: { } list } => list.Parameters,
        IndexerDeclarationSyntax indexer => indexer.ParameterList.Parameters,
        AccessorDeclarationSyntax { Parent.Parent: IndexerDeclarationSyntax indexer } => indexer.ParameterList.Parameters,
        _ => [],
    };

    /// <summary>Whether a node is one whose body is counted on its own.</summary>
    public static bool Is(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax => true,
        PropertyDeclarationSyntax property => property.ExpressionBody is not null,
        IndexerDeclarationSyntax indexer => indexer.ExpressionBody is not null,
        CompilationUnitSyntax unit => unit.Members.Any(SyntaxKind.GlobalStatement),
        _ => false,
    };

    private static string Property(AccessorDeclarationSyntax accessor) => accessor.Parent?.Parent switch
    {
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        EventDeclarationSyntax declared => declared.Identifier.ValueText,
        _ => "this",
    };
}
