using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Weir.Generation.Validation;

/// <summary>Finds brackets that nest so deep that the compiler's parser, which looks ahead by recursion, would end the process.</summary>
internal static class Nesting
{
    /// <summary>How deep brackets may nest; what people write stays below 50.</summary>
    public const int Most = 500;

    private static readonly CSharpParseOptions Plain = new(LanguageVersion.Latest, DocumentationMode.None);

    /// <summary>The line, from 0, in which a text nests too deep; null: it does not.</summary>
    public static int? TooDeepAt(string text)
    {
        // Most files have fewer brackets than they may have levels.
        if (text.AsSpan().Count('(') + text.AsSpan().Count('[') + text.AsSpan().Count('{') + text.AsSpan().Count('<') <= Most)
        {
            return null;
        }

        return InLines(text) ?? InTokens(text);
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
}
