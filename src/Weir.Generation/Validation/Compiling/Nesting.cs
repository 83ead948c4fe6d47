using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Weir.Generation.Validation;

/// <summary>Finds brackets that nest so deep that the compiler's parser, which looks ahead by recursion, would end the process.</summary>
internal static class Nesting
{
    /// <summary>How deep brackets may nest; what people write stays below 50.</summary>
    public const int Most = 500;

    /// <summary>How many operators may stand one inside the other without brackets, such as <c>a ?? b ?? c</c>; what people write stays below 200.</summary>
    public const int MostOperators = 2_000;

    private static readonly CSharpParseOptions Plain = new(LanguageVersion.Latest, DocumentationMode.None);

    /// <summary>The line, from 0, in which a text nests too deep; null: it does not.</summary>
    public static int? TooDeepAt(string text)
    {
        // Most files have fewer brackets than they may have levels, and few operators of which one stands inside another.
        var hasFewBrackets = text.AsSpan().Count('(') + text.AsSpan().Count('[') + text.AsSpan().Count('{') + text.AsSpan().Count('<') <= Most;
        var operators = text.AsSpan().Count('?') + text.AsSpan().Count('*') + text.AsSpan().Count("await") + text.AsSpan().CountAny('!', '~', '-') + text.AsSpan().CountAny('=', '&', '^')
            + text.AsSpan().Count("not");
        return (hasFewBrackets ? null : InLines(text)) ?? (hasFewBrackets && operators <= MostOperators ? null : InTokens(text) ?? InOperators(text));
    }

    // Directives and documentation have parsers of their own, which the tokens below do not show.
    private static int? InLines(string text)
    {
        var number = 0;
        var open = 0;
        var texts = 0;
        foreach (var each in text.AsSpan().EnumerateLines())
        {
            var line = each.TrimStart();
            var isDocumentation = line is ['/', '/', '/', ..] or ['/', '*', '*', ..] or ['*', ..];
            var closed = line.Count("</");
            var opened = isDocumentation ? line.Count('<') - closed - line.Count("/>") : 0;
            var isTooDeep = open + opened > Most;
            open = isDocumentation ? Math.Max(0, open + opened - closed) : 0;

            // A text inside of a text is read by recursion too; one statement has few of them.
            texts = line.TrimEnd() is [.., ';' or '}'] ? 0 : texts + line.Count('$');
            if (isTooDeep || line.Count('$') > Most || texts > Most || (line is ['#', ..] && line.Count('(') + line.Count('!') > Most))
            {
                return number;
            }

            number++;
        }

        return null;
    }

    private static int? InTokens(string text)
    {
        var depth = 0;
        var angles = 0;
        foreach (var token in SyntaxFactory.ParseTokens(text, options: Plain))
        {
            switch (token.Kind())
            {
                case SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken or SyntaxKind.OpenBraceToken:
                    depth++;
                    break;
                case SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken or SyntaxKind.CloseBraceToken:
                    depth = Math.Max(0, depth - 1);
                    break;
                case SyntaxKind.LessThanToken:
                    angles++;
                    break;
                case SyntaxKind.GreaterThanToken:
                    angles = Math.Max(0, angles - 1);
                    break;
            }

            // "<" is no bracket where it compares, and no list of types goes on behind these.
            angles = token.Kind() is SyntaxKind.SemicolonToken or SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken ? 0 : angles;
            if (depth + angles > Most || (token.Text is ['$' or '@', ..] && token.Text.AsSpan().Count('(') > Most))
            {
                return text.AsSpan(0, token.SpanStart).Count('\n');
            }
        }

        return null;
    }

    // Operators of which the right side holds all that follows, up to the end of the part that they stand in.
    private static int? InOperators(string text)
    {
        var counts = new Stack<int>([0]);
        var isBehindBrace = false;
        foreach (var token in SyntaxFactory.ParseTokens(text, options: Plain))
        {
            // Behind a body the next member begins; behind an initializer its expression goes on.
            if (isBehindBrace && token.Kind() is not (SyntaxKind.QuestionToken or SyntaxKind.QuestionQuestionToken or SyntaxKind.DotToken or SyntaxKind.ColonToken))
            {
                counts.Pop();
                counts.Push(0);
            }

            isBehindBrace = token.IsKind(SyntaxKind.CloseBraceToken);
            switch (token.Kind())
            {
                case SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken or SyntaxKind.OpenBraceToken:
                    counts.Push(0);
                    break;
                case SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken or SyntaxKind.CloseBraceToken when counts.Count > 1:
                    counts.Pop();
                    break;
                case SyntaxKind.SemicolonToken or SyntaxKind.CommaToken:
                    counts.Pop();
                    counts.Push(0);
                    break;
                case SyntaxKind.QuestionToken or SyntaxKind.QuestionQuestionToken or SyntaxKind.AsteriskToken or SyntaxKind.AwaitKeyword or SyntaxKind.ExclamationToken
                    or SyntaxKind.TildeToken or SyntaxKind.MinusToken or SyntaxKind.MinusMinusToken or SyntaxKind.EqualsToken or SyntaxKind.EqualsGreaterThanToken
                    or SyntaxKind.AmpersandToken or SyntaxKind.CaretToken or SyntaxKind.QuestionQuestionEqualsToken:
                case SyntaxKind.IdentifierToken when token.ValueText is "await" or "not":
                    var count = counts.Pop() + 1;
                    counts.Push(count);
                    if (count > MostOperators)
                    {
                        return text.AsSpan(0, token.SpanStart).Count('\n');
                    }

                    break;
            }
        }

        return null;
    }
}
