using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weir.Generation.Validation;

/// <summary>How many types and members there are: what the score of findings is a share of.</summary>
internal static class MemberCount
{
    public static int Of(ValidationSubject subject, CancellationToken cancellationToken) =>
        subject.Trees.Sum(tree => tree.GetRoot(cancellationToken)
            .DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax or EnumDeclarationSyntax)
            .Count(static node => node is MemberDeclarationSyntax and not BaseNamespaceDeclarationSyntax));
}
