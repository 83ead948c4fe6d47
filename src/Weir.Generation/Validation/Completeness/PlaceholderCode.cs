using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weir.Generation.Validation.Completeness;

/// <summary>Finds code that stands in for other code: a <see cref="NotImplementedException"/> that is thrown, and texts that are no answer.</summary>
internal static partial class PlaceholderCode
{
    public static IEnumerable<ValidationIssue> Find(CompilationUnitSyntax root, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var node in root.DescendantNodes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var issue = node switch
            {
                ThrowStatementSyntax { Expression: { } thrown } => Thrown(thrown, model, cancellationToken),
                ThrowExpressionSyntax thrown => Thrown(thrown.Expression, model, cancellationToken),
                ReturnStatementSyntax { Expression: { } returned } => Text(returned),
                ArrowExpressionClauseSyntax arrow => Text(arrow.Expression),
                AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment => Text(assignment.Right),
                EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax or PropertyDeclarationSyntax } initial when !IsConstant(initial) => Text(initial.Value),
                _ => null,
            };
            if (issue is not null)
            {
                yield return issue;
            }
        }
    }

    private static ValidationIssue? Thrown(ExpressionSyntax thrown, SemanticModel model, CancellationToken cancellationToken) =>
        thrown is BaseObjectCreationExpressionSyntax && model.GetTypeInfo(thrown, cancellationToken).Type is
        {
            Name: nameof(NotImplementedException),
            ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true },
        }
            ? ValidationIssue.Of(CompletenessRules.Placeholder, thrown.GetLocation(), "The code throws NotImplementedException in place of what it is for.", "Write the code.")
            : null;

    private static ValidationIssue? Text(ExpressionSyntax value)
    {
        var literal = Inner(value);
        var text = literal switch
        {
            LiteralExpressionSyntax { Token.Value: string plain } => plain,
            InterpolatedStringExpressionSyntax { Contents: [InterpolatedStringTextSyntax start, ..] } => start.TextToken.ValueText,
            _ => "",
        };
        return Placeholder.IsMatch(text)
            ? ValidationIssue.Of(CompletenessRules.Placeholder, literal.GetLocation(), "A text stands in for a value that is still to be found.", "Give the real value.")
            : null;
    }

    // A constant has a name, which says what its text is: it stands for nothing else.
    private static bool IsConstant(EqualsValueClauseSyntax initial) =>
        initial.FirstAncestorOrSelf<FieldDeclarationSyntax>() is { } field && field.Modifiers.Any(SyntaxKind.ConstKeyword);

    // Task.FromResult("…"), new ValueTask<string>("…"), ("…"), await …: the text is what is returned.
    private static ExpressionSyntax Inner(ExpressionSyntax value) => value switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => Inner(inner),
        AwaitExpressionSyntax { Expression: var inner } => Inner(inner),
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult" },
            ArgumentList.Arguments: [{ Expression: var inner }],
        } => Inner(inner),
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var inner }], Initializer: null } creation
            when creation is not ObjectCreationExpressionSyntax { Type: var type } || type is GenericNameSyntax { Identifier.ValueText: "ValueTask" } => Inner(inner),
        _ => value,
    };

    // In small letters "todo" is as often the name of a state.
    [GeneratedRegex("""^\s*(?:TODO\b(?!\s+(?i:list|item))|(?i:todo\s*:|not implemented\b|lorem ipsum\b|(?:dummy|placeholder|changeme)\b))""", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder { get; }
}
