using System.Globalization;

namespace Weir.Generation.Samples;

/// <summary>Reads the common part of the regular expression language; null for what it does not know.</summary>
internal sealed class PatternParser
{
    private const int DeepestGroup = 50;
    private const int MostTurns = 10_000;

    // Tried for a set that says only what is not in it.
    private const string Usual = "a0A_- .,:/@#!xyzXYZ123456789bcdefghijklmnopqrstuvwBCDEFGHIJKLMNOPQRSTUVW~+*=()[]{}<>?&%$éßжλ日€";

    private readonly string _pattern;
    private int _at;
    private int _depth;
    private bool _gaveUp;

    private PatternParser(string pattern) => _pattern = pattern;

    public static PatternNode? TryParse(string pattern)
    {
        var parser = new PatternParser(pattern);
        var node = parser.Alternatives();
        return parser._gaveUp || parser._at < pattern.Length ? null : node;
    }

    private bool Ended => _gaveUp || _at >= _pattern.Length;

    private char Current => _pattern[_at];

    private EmptyPattern GiveUp()
    {
        _gaveUp = true;
        return new EmptyPattern();
    }

    private PatternNode Alternatives()
    {
        var options = new List<PatternNode> { Sequence() };
        while (!Ended && Current == '|')
        {
            _at++;
            options.Add(Sequence());
        }

        return options.Count == 1 ? options[0] : new AlternativePattern(options);
    }

    private PatternNode Sequence()
    {
        var parts = new List<PatternNode>();
        while (!Ended && Current is not ('|' or ')'))
        {
            parts.Add(Quantified(Atom()));
        }

        return parts.Count == 1 ? parts[0] : new SequencePattern(parts);
    }

    private PatternNode Atom()
    {
        var character = Current;
        _at++;
        return character switch
        {
            '^' or '$' => new EmptyPattern(),
            '.' => new CharacterPattern("aA0"),
            '(' => Group(),
            '[' => Set(),
            '\\' => Escape(),
            '*' or '+' or '?' => GiveUp(),
            _ => new CharacterPattern(character.ToString()),
        };
    }

    private PatternNode Quantified(PatternNode part)
    {
        if (Ended)
        {
            return part;
        }

        var (minimum, maximum) = Current switch
        {
            '*' => (0, int.MaxValue),
            '+' => (1, int.MaxValue),
            '?' => (0, 1),
            '{' => Counts(),
            _ => (-1, -1),
        };
        if (minimum < 0)
        {
            return part;
        }

        _at++;
        if (!Ended && Current is '?' or '+')
        {
            _at++;
        }

        return minimum > MostTurns ? GiveUp() : new RepeatPattern(part, minimum, maximum);
    }

    // Leaves the position on the closing brace; (-1, -1) when the brace stands for itself.
    private (int Minimum, int Maximum) Counts()
    {
        var close = _pattern.IndexOf('}', _at);
        var parts = close < 0 ? [] : _pattern[(_at + 1)..close].Split(',');
        if (parts.Length is not (1 or 2) || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var minimum))
        {
            return (-1, -1);
        }

        var maximum = minimum;
        if (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out maximum))
        {
            maximum = int.MaxValue;
        }

        _at = close;
        return (minimum, maximum);
    }

    private PatternNode Group()
    {
        if (++_depth > DeepestGroup)
        {
            return GiveUp();
        }

        if (!Ended && Current == '?' && !SkipGroupHead())
        {
            return GiveUp();
        }

        var inside = Alternatives();
        if (Ended || Current != ')')
        {
            return GiveUp();
        }

        _at++;
        _depth--;
        return inside;
    }

    // After "(?": a group without a name, with a name, or an option that leaves the text as it is.
    private bool SkipGroupHead()
    {
        _at++;
        if (Ended)
        {
            return false;
        }

        if (Current is ':' or '>')
        {
            _at++;
            return true;
        }

        var closing = Current switch { '<' => '>', '\'' => '\'', _ => '\0' };
        var end = closing == '\0' ? -1 : _pattern.IndexOf(closing, _at + 1);
        if (end < 0 || _pattern[_at + 1] is '=' or '!')
        {
            return false;
        }

        _at = end + 1;
        return true;
    }

    private PatternNode Escape()
    {
        if (Ended)
        {
            return GiveUp();
        }

        var character = Current;
        if (character is 'b' or 'B' or 'A' or 'z' or 'Z' or 'G')
        {
            _at++;
            return new EmptyPattern();
        }

        var choices = EscapedChoices();
        return choices.Length == 0 ? GiveUp() : new CharacterPattern(choices);
    }

    // Reads what stands after a backslash; empty when it is not known.
    private string EscapedChoices()
    {
        var character = Current;
        _at++;
        switch (character)
        {
            case 'd': return "1234567890";
            case 'D': return "aA-_ ";
            case 'w': return "aAb0_";
            case 'W': return "- .!";
            case 's': return " ";
            case 'S': return "aA0-";
            case 't': return "\t";
            case 'n': return "\n";
            case 'r': return "\r";
            case 'f': return "\f";
            case 'v': return "\v";
            case 'e': return "\u001b";
            case 'u': return Hexadecimal(4);
            case 'x': return Hexadecimal(2);
            case 'p': return Category();
            default: return char.IsAsciiLetterOrDigit(character) ? "" : character.ToString();
        }
    }

    private string Hexadecimal(int digits)
    {
        if (_at + digits > _pattern.Length
            || !int.TryParse(_pattern.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            return "";
        }

        _at += digits;
        return ((char)code).ToString();
    }

    private string Category()
    {
        var close = _at < _pattern.Length && Current == '{' ? _pattern.IndexOf('}', _at) : -1;
        if (close < 0)
        {
            return "";
        }

        var name = _pattern[(_at + 1)..close];
        _at = close + 1;
        return name switch
        {
            "L" or "Ll" => "abc",
            "Lu" => "ABC",
            "N" or "Nd" => "123",
            "P" or "Po" => "!.,",
            "Pd" => "-",
            "Z" or "Zs" => " ",
            "S" or "Sc" => "$",
            "Sm" => "+",
            _ => "",
        };
    }

    private PatternNode Set()
    {
        var negated = !Ended && Current == '^';
        if (negated)
        {
            _at++;
        }

        var members = new System.Text.StringBuilder();
        var first = true;
        while (!Ended && (first || Current != ']'))
        {
            first = false;
            if (!ReadMember(members))
            {
                return GiveUp();
            }
        }

        if (Ended)
        {
            return GiveUp();
        }

        _at++;
        var choices = members.ToString();
        if (negated)
        {
            choices = new string([.. Usual.Where(usual => !choices.Contains(usual, StringComparison.Ordinal))]);
        }

        return choices.Length == 0 ? GiveUp() : new CharacterPattern(choices);
    }

    private bool ReadMember(System.Text.StringBuilder members)
    {
        var from = ReadSetCharacter();
        if (from.Length == 0)
        {
            return false;
        }

        var isRange = from.Length == 1 && _at + 1 < _pattern.Length && Current == '-' && _pattern[_at + 1] != ']';
        if (!isRange)
        {
            members.Append(from);
            return true;
        }

        _at++;
        if (Current == '[')
        {
            return false;
        }

        var to = ReadSetCharacter();
        if (to.Length != 1 || to[0] < from[0])
        {
            return false;
        }

        // All of a range that could be excluded by a negated set; the first hundred are plenty to choose from otherwise.
        for (var character = from[0]; character <= to[0] && character - from[0] < 100; character++)
        {
            members.Append(character);
        }

        return true;
    }

    private string ReadSetCharacter()
    {
        var character = Current;
        _at++;
        if (character != '\\')
        {
            return character.ToString();
        }

        if (_at >= _pattern.Length)
        {
            return "";
        }

        if (Current == 'b')
        {
            _at++;
            return "\b";
        }

        return EscapedChoices();
    }
}
