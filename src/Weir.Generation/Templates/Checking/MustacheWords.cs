namespace Weir.Generation.Templates.Checking;

/// <summary>Reads one pair of braces: its marks, its words, and where it ends. Texts in quotes and names in brackets are one word, a parenthesis is a word of its own.</summary>
internal sealed class MustacheWords
{
    private readonly string _text;
    private readonly List<string> _words = [];
    private int _at;

    /// <param name="text">The template.</param>
    /// <param name="start">Where the braces open.</param>
    public MustacheWords(string text, int start)
    {
        _text = text;
        _at = start + 2;
        var isTriple = Skip('{');
        Skip('~');
        Kind = KindOf();
        Skip('&');
        ReadWords(isTriple ? "}}}" : "}}");
        if (Kind == MustacheKind.Value && _words is ["else", ..])
        {
            Kind = MustacheKind.Else;
            _words.RemoveAt(0);
        }
        else if (Kind == MustacheKind.Open && _words.Count == 0 && text[_at - 3] == '^')
        {
            Kind = MustacheKind.Else;
        }
    }

    public MustacheKind Kind { get; }

    public IReadOnlyList<string> Words => _words;

    /// <summary>Behind the braces; -1: they are not closed.</summary>
    public int End { get; private set; } = -1;

    /// <summary>How deep parentheses nest.</summary>
    public int Depth { get; private set; }

    private MustacheKind KindOf()
    {
        if (Skip('#'))
        {
            return Skip('*') ? MustacheKind.Decorator : Skip('>') ? MustacheKind.PartialBlock : MustacheKind.Open;
        }

        return Skip('/') ? MustacheKind.Close
            : Skip('^') ? MustacheKind.Open
            : Skip('>') ? MustacheKind.Partial
            : Skip('*') ? MustacheKind.Decorator
            : MustacheKind.Value;
    }

    private bool Skip(char mark)
    {
        var isThere = _at < _text.Length && _text[_at] == mark;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private void ReadWords(string end)
    {
        var depth = 0;
        while (_at < _text.Length)
        {
            var rest = _text.AsSpan(_at);
            if (rest.StartsWith(end, StringComparison.Ordinal))
            {
                _at += end.Length;
                End = _at;
                return;
            }

            var one = rest[0];
            if (one is '(' or ')')
            {
                depth += one == '(' ? 1 : -1;
                Depth = Math.Max(Depth, depth);
                _words.Add(one.ToString());
                _at++;
            }
            else if (char.IsWhiteSpace(one) || one is '~' or '}')
            {
                _at++;
            }
            else
            {
                _words.Add(ReadWord());
            }
        }
    }

    private string ReadWord()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is var one && !char.IsWhiteSpace(one) && one is not ('(' or ')' or '}' or '~'))
        {
            if (one is '"' or '\'' or '[')
            {
                var end = _text.IndexOf(one == '[' ? ']' : one, _at + 1);
                _at = end < 0 ? _text.Length : end;
            }

            _at++;
        }

        _at = Math.Min(_at, _text.Length);
        return _text[start.._at];
    }
}
