using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Quality;

/// <summary>Where the compiler is told not to look for null: <c>#nullable disable</c> and the operator <c>!</c>.</summary>
internal sealed class NullabilityRule : CodeRule
{
    public override void Judge(CodeFile file, FindingList found, CancellationToken cancellationToken)
    {
        foreach (var node in file.Nodes)
        {
            if (node is PostfixUnaryExpressionSyntax forgiven && node.IsKind(SyntaxKind.SuppressNullableWarningExpression))
            {
                found.Add(
                    QualityRules.Nullability,
                    forgiven.OperatorToken,
                    "The operator '!' says that this is never null, and nothing checks it.",
                    "Check for null, or declare the type so that the compiler knows.");
            }
        }

        if (!file.Root.ContainsDirectives)
        {
            return;
        }

        for (var directive = file.Root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            if (directive is NullableDirectiveTriviaSyntax nullable && nullable.SettingToken.IsKind(SyntaxKind.DisableKeyword))
            {
                found.Add(QualityRules.Nullability, nullable.HashToken, "'#nullable disable' turns the checks for null off.", "Remove it and annotate the types.");
            }
        }
    }
}
