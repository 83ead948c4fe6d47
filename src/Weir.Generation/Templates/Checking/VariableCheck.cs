using Weir.Yaml;

namespace Weir.Generation.Templates.Checking;

/// <summary>Goes through a template as a render would, in every branch, and says which names its data has not.</summary>
/// <param name="root">What the data has.</param>
/// <param name="helpers">The functions that there are.</param>
internal sealed class VariableCheck(ViewShape root, IReadOnlySet<string> helpers)
{
    private static readonly HashSet<string> Blocks = ["if", "unless", "each", "with"];

    private readonly Stack<Scope> _scopes = new([new Scope(root, true, [])]);
    private readonly List<TemplateMistake> _mistakes = [];

    public IReadOnlyList<TemplateMistake> Run(TemplateScan scan)
    {
        foreach (var mustache in scan.Mustaches)
        {
            switch (mustache.Kind)
            {
                case MustacheKind.Open:
                    Open(mustache);
                    break;
                case MustacheKind.PartialBlock or MustacheKind.Decorator:
                    Arguments(mustache, mustache.Words.Skip(1));
                    _scopes.Push(_scopes.Peek() with { IsOwn = false });
                    break;
                case MustacheKind.Close when _scopes.Count > 1:
                    _scopes.Pop();
                    break;
                case MustacheKind.Else:
                    Arguments(mustache, mustache.Words.Skip(1));
                    break;
                case MustacheKind.Partial:
                    Arguments(mustache, mustache.Words.Skip(1));
                    break;
                case MustacheKind.Value:
                    Value(mustache);
                    break;
                default:
                    break;
            }
        }

        return _mistakes;
    }

    private void Value(Mustache mustache)
    {
        if (mustache.Words.Count == 1)
        {
            Arguments(mustache, mustache.Words);
        }
        else if (mustache.Words.Count > 1)
        {
            Helper(mustache, mustache.Name);
            Arguments(mustache, mustache.Words.Skip(1));
        }
    }

    private void Open(Mustache mustache)
    {
        var parameters = mustache.Words.SkipWhile(static word => word != "as").Skip(1).Select(static word => word.Trim('|')).ToArray();
        var isBlock = Blocks.Contains(mustache.Name);
        if (isBlock || helpers.Contains(mustache.Name))
        {
            Arguments(mustache, mustache.Words.Skip(1).TakeWhile(static word => word != "as"));
        }

        var subject = isBlock ? mustache.Words.ElementAtOrDefault(1) : mustache.Name;
        var shape = mustache.Name is "if" or "unless" || subject is null or "(" ? null : Find(mustache, subject, isReported: !isBlock);
        var here = _scopes.Peek();
        var inner = shape switch
        {
            null => mustache.Name is "if" or "unless" ? here with { IsOwn = false } : new Scope(ViewShape.Open, true, []),
            { Item: { } item } when mustache.Name != "with" => new Scope(item, true, []),
            _ when !isBlock && shape is { IsOpen: false, HasNames: false } => here with { IsOwn = false },
            _ when mustache.Name == "each" => new Scope(ViewShape.Open, true, []),
            _ => new Scope(shape, true, []),
        };
        _scopes.Push(inner with { Parameters = [.. here.Parameters, .. parameters] });
    }

    private void Arguments(Mustache mustache, IEnumerable<string> words)
    {
        var isHelper = false;
        foreach (var word in words)
        {
            if (word is "(" or ")")
            {
                isHelper = word == "(";
            }
            else if (isHelper)
            {
                Helper(mustache, word);
                isHelper = false;
            }
            else
            {
                Find(mustache, word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..], isReported: true);
            }
        }
    }

    private void Helper(Mustache mustache, string name)
    {
        if (!helpers.Contains(name))
        {
            _mistakes.Add(new TemplateMistake(mustache.Start, $"The template calls '{name}', and there is no such helper{Hint(name, helpers)}"));
        }
    }

    /// <summary>What a path leads to; open where that cannot be said.</summary>
    private ViewShape Find(Mustache mustache, string path, bool isReported)
    {
        if (IsLiteral(path) || path.Contains('[', StringComparison.Ordinal))
        {
            return ViewShape.Open;
        }

        var names = new Queue<string>(path.Split('.', '/').Where(static name => name.Length > 0));
        if (Start(path, names) is not { } shape)
        {
            return ViewShape.Open;
        }

        while (names.TryDequeue(out var name))
        {
            if (shape.Find(name) is not { } next)
            {
                if (isReported)
                {
                    _mistakes.Add(new TemplateMistake(mustache.Start, $"The template asks for '{path}', and nothing here is called '{name}'{Hint(name, shape.Names)}"));
                }

                return ViewShape.Open;
            }

            shape = next;
        }

        return shape;
    }

    /// <summary>Where a path begins, which takes its first names; null: where only a render knows.</summary>
    private ViewShape? Start(string path, Queue<string> names)
    {
        if (path.StartsWith('@'))
        {
            return names.Dequeue() == "@root" ? root : null;
        }

        var scopes = new Queue<Scope>(_scopes.Where(static scope => scope.IsOwn));
        foreach (var up in path.Split('/').TakeWhile(static name => name == ".."))
        {
            if (!scopes.TryDequeue(out _))
            {
                return null;
            }
        }

        while (names.TryPeek(out var name) && name == "this")
        {
            names.Dequeue();
        }

        return !scopes.TryPeek(out var here) || (names.TryPeek(out var first) && _scopes.Peek().Parameters.Contains(first)) ? null : here.Shape;
    }

    private static bool IsLiteral(string word) =>
        word is "" or "true" or "false" or "null" or "undefined" || word[0] is '"' or '\'' or '|' || char.IsAsciiDigit(word[0]) || (word[0] == '-' && word.Length > 1 && char.IsAsciiDigit(word[1]));

    private static string Hint(string name, IEnumerable<string> known) => NearestName.Find(name, known) is { } nearest ? $"; did you mean '{nearest}'?" : ".";

    /// <param name="Shape">What names mean here.</param>
    /// <param name="IsOwn">Whether <c>..</c> leads out of it.</param>
    /// <param name="Parameters">The names that the blocks around give: <c>as |one|</c>.</param>
    private sealed record Scope(ViewShape Shape, bool IsOwn, IReadOnlyList<string> Parameters);
}
