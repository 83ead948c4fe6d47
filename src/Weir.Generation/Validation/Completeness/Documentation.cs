using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weir.Generation.Validation.Completeness;

/// <summary>Whether a declaration is documented.</summary>
internal static class Documentation
{
    /// <summary>Whether a summary with a text stands before it, or it inherits one.</summary>
    public static bool IsOn(SyntaxNode declaration) => declaration.GetLeadingTrivia()
        .Select(static trivia => trivia.GetStructure())
        .OfType<DocumentationCommentTriviaSyntax>()
        .Any(static comment => comment.Content.Any(Says));

    private static bool Says(XmlNodeSyntax node) => node switch
    {
        XmlEmptyElementSyntax { Name.LocalName.ValueText: "inheritdoc" or "include" } => true,
        XmlElementSyntax { StartTag.Name.LocalName.ValueText: "inheritdoc" } => true,
        XmlElementSyntax { StartTag.Name.LocalName.ValueText: "summary" } summary => summary.Content.Any(HasText),
        _ => false,
    };

    private static bool HasText(XmlNodeSyntax node) => node switch
    {
        XmlTextSyntax text => text.TextTokens.Any(static token => !string.IsNullOrWhiteSpace(token.ValueText)),
        XmlCDataSectionSyntax data => data.TextTokens.Any(static token => !string.IsNullOrWhiteSpace(token.ValueText)),
        XmlElementSyntax element => element.Content.Any(HasText),
        XmlEmptyElementSyntax { Name.LocalName.ValueText: "see" or "seealso" or "paramref" or "typeparamref" or "inheritdoc" } => true,
        _ => false,
    };
}
