using System.Globalization;
using System.Text.RegularExpressions;

namespace Weir.Generation.Validation.Security.Patterns;

/// <summary>Reads the language of .NET's regular expressions into a tree; null for what is no pattern.</summary>
internal sealed class PatternReader
{
    private const int DeepestGroup = 100;

    private readonly string _pattern;
    private int _at;
    private int _depth;
    private bool _isWrong;
    private bool _ignoresCase;
    private bool _ignoresSpace;
    private bool _isSingleLine;

    private PatternReader(string pattern, RegexOptions options)
    {
        _pattern = pattern;
        _ignoresCase = options.HasFlag(RegexOptions.IgnoreCase);
        _ignoresSpace = options.HasFlag(RegexOptions.IgnorePatternWhitespace);
        _isSingleLine = options.HasFlag(RegexOptions.Singleline);
    }

    public static PatternTree? TryRead(string pattern, RegexOptions options)
    {
        var reader = new PatternReader(pattern, options);
        var tree = reader.Choice();
        return reader._isWrong || reader._at < pattern.Length ? null : tree;
    }

    private bool IsOver => _isWrong || _at >= _pattern.Length;

    private char Next => _at < _pattern.Length ? _pattern[_at] : '\0';

    private bool Take(string text)
    {
        var isHere = string.CompareOrdinal(_pattern, _at, text, 0, text.Length) == 0;
        _at += isHere ? text.Length : 0;
        return isHere;
    }

    private PatternTree Choice()
    {
        var options = new List<PatternTree> { Series() };
        while (!IsOver && Take("|"))
        {
            options.Add(Series());
        }

        return options.Count == 1 ? options[0] : new PatternTree.Choice(options);
    }

    private PatternTree Series()
    {
        var parts = new List<PatternTree>();
        while (!IsOver && Next is not ('|' or ')'))
        {
            if (_ignoresSpace && (char.IsWhiteSpace(Next) || Next == '#'))
            {
                _at = Next == '#' && _pattern.IndexOf('\n', _at) is var line ? (line < 0 ? _pattern.Length : line) : _at + 1;
                continue;
            }

            parts.Add(Repeated(Atom()));
        }

        return parts.Count == 1 ? parts[0] : new PatternTree.Series(parts);
    }

    private PatternTree Atom()
    {
        var character = Next;
        _at++;
        switch (character)
        {
            case '^' or '$':
                return PatternTree.Empty;
            case '.':
                return new PatternTree.One(_isSingleLine ? CharacterSet.All : ~CharacterSet.Of('\n'));
            case '(':
                return Group();
            case '[':
                return new PatternTree.One(Cased(Set()));
            case '\\':
                return Escape();
            case '*' or '+' or '?':
                _isWrong = true;
                return PatternTree.Empty;
            default:
                return new PatternTree.One(Cased(CharacterSet.Of(character)));
        }
    }

    private CharacterSet Cased(CharacterSet set) => _ignoresCase ? set.WithBothCases() : set;

    private PatternTree Group()
    {
        if (Take("?#"))
        {
            _at = _pattern.IndexOf(')', _at) is >= 0 and var end ? end + 1 : _pattern.Length;
            return PatternTree.Empty;
        }

        var (ignoresCase, ignoresSpace, isSingleLine) = (_ignoresCase, _ignoresSpace, _isSingleLine);
        var isLook = Take("?=") || Take("?!") || Take("?<=") || Take("?<!");
        var isAtomic = !isLook && Take("?>");
        if (!isLook && !isAtomic && !Take("?:") && Take("?") && !Named() && Options())
        {
            return PatternTree.Empty;
        }

        if (++_depth > DeepestGroup)
        {
            _isWrong = true;
        }

        var inner = IsOver ? PatternTree.Empty : Choice();
        _depth--;
        (_ignoresCase, _ignoresSpace, _isSingleLine) = (ignoresCase, ignoresSpace, isSingleLine);
        _isWrong |= !Take(")");
        return isLook ? new PatternTree.Loop(inner, 0, 1) : isAtomic ? Atomic(inner) : inner;
    }

    // What an atomic group has taken it keeps, so that there is one way through it.
    private static PatternTree Atomic(PatternTree inner) => First(inner) is { IsEmpty: false } set ? new PatternTree.One(set) : PatternTree.Empty;

    private static CharacterSet First(PatternTree tree) => tree switch
    {
        PatternTree.One one => one.Set,
        PatternTree.Loop loop => First(loop.Part),
        PatternTree.Choice choice => choice.Options.Aggregate(default(CharacterSet), static (set, option) => set | First(option)),
        PatternTree.Series { Parts: [var part, ..] } => First(part),
        _ => default,
    };

    private bool Named()
    {
        if (Next is not ('<' or '\''))
        {
            return false;
        }

        var end = _pattern.IndexOf(Next == '<' ? '>' : '\'', _at + 1);
        _isWrong |= end < 0;
        _at = end + 1;
        return true;
    }

    // (?i) goes on to the end of the group around it; (?i: …) is a group. True for the first.
    private bool Options()
    {
        var isOn = true;
        while (!IsOver && Next is not (')' or ':'))
        {
            switch (Next)
            {
                case '-':
                    isOn = false;
                    break;
                case 'i':
                    _ignoresCase = isOn;
                    break;
                case 's':
                    _isSingleLine = isOn;
                    break;
                case 'x':
                    _ignoresSpace = isOn;
                    break;
            }

            _at++;
        }

        return Take(")") || !Take(":");
    }

    private CharacterSet Set()
    {
        var isNot = Take("^");
        var set = default(CharacterSet);
        var isFirst = true;
        while (!IsOver && (Next != ']' || isFirst))
        {
            if (!isFirst && Take("-["))
            {
                set &= ~Set();
                continue;
            }

            isFirst = false;
            var (first, isOne, character) = Member();
            if (isOne && Next == '-' && _at + 1 < _pattern.Length && _pattern[_at + 1] is not (']' or '['))
            {
                _at++;
                first = Member() is (_, true, var last) && last >= character ? CharacterSet.Range(character, last) : first;
            }

            set |= first;
        }

        _isWrong |= !Take("]");
        return isNot ? ~set : set;
    }

    private (CharacterSet Set, bool IsOne, char Character) Member()
    {
        var character = Next;
        _at++;
        if (character != '\\')
        {
            return (CharacterSet.Of(character), true, character);
        }

        var kind = Next;
        if (Class() is { } set)
        {
            return (set, false, '\0');
        }

        character = kind == 'b' && Take("b") ? '\b' : Code();
        return (CharacterSet.Of(character), true, character);
    }

    private PatternTree Escape()
    {
        if (Class() is { } set)
        {
            return new PatternTree.One(set);
        }

        if (Next is 'b' or 'B' or 'A' or 'z' or 'Z' or 'G')
        {
            _at++;
            return PatternTree.Empty;
        }

        if (Next is 'k' || char.IsAsciiDigit(Next))
        {
            // What a group has matched is matched again: that is one way.
            _at = Next == 'k' && _pattern.IndexOfAny(['>', '\''], Math.Min(_at + 3, _pattern.Length)) is >= 0 and var end ? end + 1 : _at + 1;
            return PatternTree.Empty;
        }

        return new PatternTree.One(Cased(CharacterSet.Of(Code())));
    }

    private CharacterSet? Class()
    {
        CharacterSet? set = Next switch
        {
            'd' => CharacterSet.Digit,
            'D' => ~CharacterSet.Digit,
            'w' => CharacterSet.Word,
            'W' => ~CharacterSet.Word,
            's' => CharacterSet.Space,
            'S' => ~CharacterSet.Space,
            'p' or 'P' => Category(),
            _ => null,
        };
        _at += set is null ? 0 : 1;
        return set;
    }

    // Leaves the position on the closing brace.
    private CharacterSet Category()
    {
        var isNot = Next == 'P';
        var end = _pattern.IndexOf('}', _at);
        _isWrong |= end < 0;
        var name = end < 0 ? "" : _pattern[Math.Min(_at + 2, end)..end];
        _at = Math.Max(_at, end);
        var set = name switch
        {
            "Lu" => CharacterSet.Range('A', 'Z') with { Others = Sorts.Letter },
            "Ll" => CharacterSet.Range('a', 'z') with { Others = Sorts.Letter },
            ['L', ..] => (CharacterSet.Range('a', 'z') | CharacterSet.Range('A', 'Z')) with { Others = Sorts.Letter },
            ['N', ..] => CharacterSet.Digit,
            ['Z', ..] => CharacterSet.Of(' ') with { Others = Sorts.Space },
            _ => CharacterSet.All with { Ascii = ~CharacterSet.Word.Ascii & ~CharacterSet.Space.Ascii, Others = Sorts.Other },
        };
        return isNot ? ~set : set;
    }

    private char Code()
    {
        var kind = Next;
        _at++;
        var digits = kind switch { 'x' => 2, 'u' => 4, _ => 0 };
        if (digits > 0 && _at + digits <= _pattern.Length && int.TryParse(_pattern.AsSpan(_at, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
        {
            _at += digits;
            return (char)code;
        }

        return kind switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'f' => '\f', 'v' => '\v', 'e' => '\x1b', 'a' => '\a', '0' => '\0', _ => kind };
    }

    private PatternTree Repeated(PatternTree part)
    {
        while (!IsOver && Counts() is var (least, most))
        {
            // A lazy loop has as many ways as a greedy one.
            Take("?");
            part = new PatternTree.Loop(part, least, most);
        }

        return part;
    }

    private (int Least, int Most)? Counts()
    {
        if (Take("*"))
        {
            return (0, int.MaxValue);
        }

        if (Take("+"))
        {
            return (1, int.MaxValue);
        }

        if (Take("?"))
        {
            return (0, 1);
        }

        var end = Next == '{' ? _pattern.IndexOf('}', _at) : -1;
        var parts = end < 0 ? [] : _pattern[(_at + 1)..end].Split(',');
        if (parts.Length is not (1 or 2) || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var least))
        {
            return null;
        }

        var most = parts.Length == 1 ? least : parts[1].Length == 0 ? int.MaxValue : int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        _at = most < 0 ? _at : end + 1;
        return most < 0 ? null : (least, most);
    }
}
