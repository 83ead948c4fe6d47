using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Quality;

/// <summary>The number of parameters. A record's are its properties and do not count; an override has those of its base.</summary>
internal sealed class ParameterRule : CodeRule
{
    private const int Most = 6;

    public override void Judge(CodeFile file, FindingList found, CancellationToken cancellationToken)
    {
        foreach (var node in file.Nodes)
        {
            if (node is BaseParameterListSyntax { Parameters.Count: > Most } list && !IsPrescribed(list.Parent))
            {
                Count(list, found);
            }
        }
    }

    private static void Count(BaseParameterListSyntax list, FindingList found)
    {
        var count = list.Parameters.Count(static parameter => !IsToken(parameter.Type));
        if (count > Most)
        {
            var name = Name(list);
            found.Add(
                QualityRules.ManyParameters,
                name,
                $"'{name.ValueText}' has {count} parameters; {Most} is the most.",
                "Put those that belong together into a record.");
        }
    }

    private static bool IsPrescribed(SyntaxNode? owner) => owner switch
    {
        RecordDeclarationSyntax => true,
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.OverrideKeyword) || method.ExplicitInterfaceSpecifier is not null,
        _ => false,
    };

    private static bool IsToken(TypeSyntax? type) => type switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == nameof(CancellationToken),
        QualifiedNameSyntax name => IsToken(name.Right),
        _ => false,
    };

    private static SyntaxToken Name(BaseParameterListSyntax list) => list.Parent switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier,
        DelegateDeclarationSyntax declared => declared.Identifier,
        { } owner when Function.Is(owner) => new Function(owner).Name,
        IndexerDeclarationSyntax indexer => indexer.ThisKeyword,
        _ => list.GetFirstToken(),
    };
}
