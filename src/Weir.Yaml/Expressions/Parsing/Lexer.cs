using System.Globalization;
using System.Text;

namespace Weir.Yaml.Expressions;

/// <summary>Cuts an expression into its parts.</summary>
/// <remarks>
/// A '-' belongs to a name where a letter follows it (<c>starts-with</c>), and behind a dot also where a digit does
/// (<c>steps.page-2</c>), for names in the file have it. So subtraction of a name wants spaces, as in <c>inputs.limit - 1</c>.
/// </remarks>
internal sealed class Lexer(string source)
{
    private static readonly string[] Signs = ["==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "+", "-", "*", "/", "%", "(", ")", "[", "]", ",", "."];
    private int _at;
    private bool _isBehindDot;

    public Token Next()
    {
        while (_at < source.Length && char.IsWhiteSpace(source[_at]))
        {
            _at++;
        }

        var token = Read();
        _isBehindDot = token.Is(".");
        return token;
    }

    private Token Read()
    {
        if (_at >= source.Length)
        {
            return new Token(TokenKind.End, "", source.Length);
        }

        var c = source[_at];
        return c is '\'' or '"' ? ReadText(c)
            : char.IsAsciiDigit(c) && !_isBehindDot ? ReadNumber()
            : IsNamePart(c) ? ReadName()
            : ReadSign();
    }

    private Token ReadText(char quote)
    {
        var (start, text) = (_at++, new StringBuilder());
        while (_at < source.Length)
        {
            var c = source[_at++];
            if (c != quote)
            {
                text.Append(c);
            }
            else if (_at < source.Length && source[_at] == quote)
            {
                // Twice the quote is the quote itself.
                text.Append(source[_at++]);
            }
            else
            {
                return new Token(TokenKind.Text, text.ToString(), start, text.ToString());
            }
        }

        throw new ExpressionException($"The text that begins with {quote} has no end.", start);
    }

    private Token ReadNumber()
    {
        var start = _at;
        SkipDigits();
        var isWhole = true;
        if (_at + 1 < source.Length && source[_at] == '.' && char.IsAsciiDigit(source[_at + 1]))
        {
            isWhole = false;
            _at++;
            SkipDigits();
        }

        if (_at < source.Length && source[_at] is 'e' or 'E')
        {
            isWhole = false;
            _at++;
            _at += _at < source.Length && source[_at] is '+' or '-' ? 1 : 0;
            SkipDigits();
        }

        var text = source[start.._at];
        if (_at < source.Length && IsNamePart(source[_at]))
        {
            throw new ExpressionException($"{DiagnosticText.Quote(text + source[_at])} is neither a number nor a name.", start);
        }

        if (isWhole && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var integer))
        {
            return new Token(TokenKind.Number, text, start, integer);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? new Token(TokenKind.Number, text, start, number)
            : throw new ExpressionException($"{DiagnosticText.Quote(text)} is no number of 64 bits.", start);
    }

    private void SkipDigits()
    {
        while (_at < source.Length && char.IsAsciiDigit(source[_at]))
        {
            _at++;
        }
    }

    private Token ReadName()
    {
        var start = _at;
        while (_at < source.Length && (IsNamePart(source[_at]) || IsHyphenOfName()))
        {
            _at++;
        }

        return new Token(TokenKind.Name, source[start.._at], start);
    }

    private bool IsHyphenOfName() =>
        source[_at] == '-' && _at + 1 < source.Length
        && (char.IsLetter(source[_at + 1]) || (_isBehindDot && IsNamePart(source[_at + 1])));

    private Token ReadSign()
    {
        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(source, _at, sign, 0, sign.Length) == 0)
            {
                _at += sign.Length;
                return new Token(TokenKind.Sign, sign, _at - sign.Length);
            }
        }

        var hint = source[_at] switch
        {
            '=' => "; two values are compared by '=='",
            '&' => "; 'and' is written '&&'",
            '|' => "; 'or' is written '||'",
            _ => "",
        };
        throw new ExpressionException($"{DiagnosticText.Quote(source[_at].ToString())} has no meaning here{hint}.", _at);
    }

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c == '_';
}
