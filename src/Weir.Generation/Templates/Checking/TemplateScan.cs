namespace Weir.Generation.Templates.Checking;

/// <summary>
/// The braces of a template, each with its place. Handlebars.Net says of many mistakes not where they are; this finds them again, and says what a template asks for without rendering it.
/// </summary>
internal sealed class TemplateScan
{
    private readonly string _text;
    private readonly List<Mustache> _mustaches = [];
    private readonly List<TemplateMistake> _mistakes = [];
    private readonly Stack<Mustache> _open = new();

    public TemplateScan(string text)
    {
        _text = text;
        for (var at = Next(0); at >= 0; at = Next(at))
        {
            at = IsComment(at) ? EndOfComment(at) : Read(at);
        }

        foreach (var open in _open.Reverse())
        {
            _mistakes.Add(new TemplateMistake(open.Start, $"The block '{open.Name}' is opened here and never closed; add {{{{/{open.Name}}}}}."));
        }
    }

    /// <summary>All of them, in the order of the text.</summary>
    public IReadOnlyList<Mustache> Mustaches => _mustaches;

    /// <summary>What is wrong with their order.</summary>
    public IReadOnlyList<TemplateMistake> Mistakes => _mistakes;

    /// <summary>How deep blocks and parentheses nest.</summary>
    public int Depth { get; private set; }

    /// <summary>Line and column of a place, both from 1.</summary>
    public static (int Line, int Column) PlaceOf(string text, int at)
    {
        var before = text.AsSpan(0, Math.Clamp(at, 0, text.Length));
        return (before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }

    private int Next(int from)
    {
        var at = _text.IndexOf("{{", from, StringComparison.Ordinal);

        // A backslash before them makes them text.
        while (at > 0 && _text[at - 1] == '\\')
        {
            at = _text.IndexOf("{{", at + 2, StringComparison.Ordinal);
        }

        return at;
    }

    private bool IsComment(int at) => _text.AsSpan(at).StartsWith("{{!", StringComparison.Ordinal) || _text.AsSpan(at).StartsWith("{{~!", StringComparison.Ordinal);

    private int EndOfComment(int at)
    {
        var begin = _text.IndexOf('!', at);
        var mark = _text.AsSpan(begin).StartsWith("!--", StringComparison.Ordinal) ? "--" : "";
        var end = _text.IndexOf(mark + "}}", begin + 1, StringComparison.Ordinal);
        if (end < 0 && mark.Length > 0)
        {
            end = _text.IndexOf("--~}}", begin + 1, StringComparison.Ordinal);
        }

        if (end >= 0)
        {
            return end + mark.Length + 2;
        }

        _mistakes.Add(new TemplateMistake(at, "The comment is never closed; add }}."));
        return _text.Length;
    }

    private int Read(int at)
    {
        var words = new MustacheWords(_text, at);
        Depth = Math.Max(Depth, words.Depth);
        if (words.End < 0)
        {
            _mistakes.Add(new TemplateMistake(at, "The braces are never closed; add }}."));
            return _text.Length;
        }

        var mustache = new Mustache(words.Kind, words.Words, at, words.End);
        _mustaches.Add(mustache);
        Nest(mustache);
        return words.End;
    }

    private void Nest(Mustache mustache)
    {
        switch (mustache.Kind)
        {
            case MustacheKind.Open or MustacheKind.PartialBlock or MustacheKind.Decorator:
                _open.Push(mustache);
                Depth = Math.Max(Depth, _open.Count);
                break;
            case MustacheKind.Close when _open.Count == 0:
                _mistakes.Add(new TemplateMistake(mustache.Start, $"The block '{mustache.Name}' is closed here and was never opened."));
                break;
            case MustacheKind.Close:
                Close(mustache);
                break;
            default:
                break;
        }
    }

    private void Close(Mustache mustache)
    {
        var open = _open.Pop();
        if (string.Equals(open.Name, mustache.Name, StringComparison.Ordinal))
        {
            return;
        }

        var (line, column) = PlaceOf(_text, open.Start);
        _mistakes.Add(new TemplateMistake(
            mustache.Start, FormattableString.Invariant($"The block '{open.Name}', opened at {line}:{column}, is closed as '{mustache.Name}'; write {{{{/{open.Name}}}}}.")));

        // It closes one further out, if there is one of that name: then one mistake is enough.
        if (_open.Any(one => one.Name == mustache.Name))
        {
            while (_open.Pop().Name != mustache.Name)
            {
                // What stands between is not closed either.
            }
        }
    }
}
