using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weir.Generation.Validation.Security;

/// <summary>The bodies of a compilation, and which of them can reach a sink at all: the others cost no flow graph.</summary>
internal sealed class MemberBodies
{
    private const int CallsDeep = 4;

    private readonly List<(SyntaxNode Body, string Name, HashSet<string> Words)> _bodies = [];

    private CompilationUnitSyntax? _program;

    public void Add(SyntaxNode node)
    {
        var name = node switch
        {
            MethodDeclarationSyntax method when method.Body is not null || method.ExpressionBody is not null => method.Identifier.ValueText,
            ConstructorDeclarationSyntax constructor when constructor.Body is not null || constructor.ExpressionBody is not null => constructor.Identifier.ValueText,
            OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax or DestructorDeclarationSyntax => "",
            AccessorDeclarationSyntax accessor when accessor.Body is not null || accessor.ExpressionBody is not null => Owner(accessor),
            ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
            ArrowExpressionClauseSyntax { Parent: IndexerDeclarationSyntax } => "",
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } or EqualsValueClauseSyntax { Parent.Parent.Parent: FieldDeclarationSyntax } => "",
            GlobalStatementSyntax { Parent: CompilationUnitSyntax program } when program != _program => Program(program),
            _ => null,
        };
        if (name is not null)
        {
            var body = node is GlobalStatementSyntax ? node.Parent! : node;
            _bodies.Add((body, name, [.. body.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText)]));
        }
    }

    /// <summary>The bodies that mention a sink, or a member that does, in the order they were added; and whether they mention a source too.</summary>
    public IEnumerable<(SyntaxNode Body, bool HasSource)> AtRisk()
    {
        var reachesSink = Reach(Sinks.IsSinkWord);
        var hasSource = Reach(Sources.IsSourceWord);
        return _bodies.Select((one, index) => (one.Body, HasSource: hasSource[index])).Where((_, index) => reachesSink[index]);
    }

    // A body that mentions a member which reaches something reaches it too.
    private List<bool> Reach(Predicate<string> isMeant)
    {
        var reaches = _bodies.ConvertAll(one => one.Words.Any(word => isMeant(word)));
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var turn = 0; turn < CallsDeep; turn++)
        {
            names.UnionWith(_bodies.Where((_, index) => reaches[index]).Select(static one => one.Name));
            for (var index = 0; index < _bodies.Count; index++)
            {
                reaches[index] = reaches[index] || _bodies[index].Words.Overlaps(names);
            }
        }

        return reaches;
    }

    private string? Program(CompilationUnitSyntax program)
    {
        _program = program;
        return "";
    }

    private static string Owner(AccessorDeclarationSyntax accessor) => (accessor.Parent?.Parent as PropertyDeclarationSyntax)?.Identifier.ValueText ?? "";
}
