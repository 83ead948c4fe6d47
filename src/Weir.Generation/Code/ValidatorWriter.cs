using System.Globalization;
using System.Text;
using Weir.Generation.Contracts;
using Weir.Generation.Samples;

namespace Weir.Generation.Code;

/// <summary>Writes the statements that check a record against the limits of its contract.</summary>
internal sealed class ValidatorWriter(Contract contract)
{
    private const int LongestPattern = 20;

    private readonly StringBuilder _text = new();
    private readonly List<string> _patterns = [];
    private readonly List<string> _sets = [];
    private int _indent = 2;
    private int _names;
    private bool _afterBlock;

    /// <summary>The patterns of the record, in the order of their fields <c>Pattern1</c>, <c>Pattern2</c>, and so on.</summary>
    public IReadOnlyList<string> Patterns => _patterns;

    /// <summary>The values of each long enumeration of numbers, as C#: <c>Allowed1</c>, <c>Allowed2</c>, and so on.</summary>
    public IReadOnlyList<string> Sets => _sets;

    /// <summary>The statements, each line indented for a method body.</summary>
    public string Statements(RecordType record)
    {
        foreach (var field in record.Fields)
        {
            Field(field);
        }

        return _text.ToString().TrimEnd('\n');
    }

    private void Field(RecordField field)
    {
        var path = PathLiteral(CSharpText.PathSegment(field.JsonName));
        var access = "value." + field.Name;
        var isReference = IsReference(field.Type);
        var isNullable = !field.Required && field.DefaultJson is null;
        if (!isReference && !HasChecks(field.Type))
        {
            return;
        }

        var local = NextName();
        if (isNullable)
        {
            if (HasChecks(field.Type))
            {
                Line($"if ({access} is {{ }} {local})");
                Block(() => Check(field.Type, local, path));
            }
        }
        else if (isReference)
        {
            Line($"if ({access} is not {{ }} {local})");
            Block(() => Add(path, "required", "is missing"));
            if (HasChecks(field.Type))
            {
                Line("else");
                Block(() => Check(field.Type, local, path));
            }
        }
        else
        {
            Check(field.Type, access, path);
        }
    }

    private void Check(SchemaType type, string access, string path)
    {
        switch (type)
        {
            case StringSchema text:
                Text(text, access, path);
                break;
            case NumberSchema number:
                Number(number, access, path);
                break;
            case ListSchema list:
                List(list, access, path);
                break;
            case JsonSchema:
                Rule($"{access}.ValueKind != JsonValueKind.Object", path, "type", "is no JSON object");
                break;
            case NamedSchema named:
                Line($"{named.Name}Validator.Collect({access}, {Interpolated(path)}, problems);");
                break;
            default:
                break;
        }
    }

    private void Text(StringSchema text, string access, string path)
    {
        if (text.MinLength is { } least and > 0)
        {
            Rule(Invariant($"Rules.Length({access}) < {least}"), path, "minLength", $"has fewer than {Count(least, "character")}");
        }

        if (text.MaxLength is { } most)
        {
            Rule(Invariant($"Rules.Length({access}) > {most}"), path, "maxLength", $"has more than {Count(most, "character")}");
        }

        if (text.Pattern is not null)
        {
            _patterns.Add(text.Pattern);
            Rule(Invariant($"!Rules.Matches(Pattern{_patterns.Count}, {access})"), path, "pattern", "does not match " + text.Pattern);
        }

        if (text.Format != StringFormat.None)
        {
            var format = Limits.FormatName(text.Format);
            Rule($"!Rules.Is{text.Format}({access})", path, "format", "is not of the format " + format);
        }
    }

    private void Number(NumberSchema number, string access, string path)
    {
        var value = number.IsInteger ? "(decimal)" + access : access;
        Bound(number.Minimum, "<", "minimum", "is less than");
        Bound(number.Maximum, ">", "maximum", "is more than");
        Bound(number.ExclusiveMinimum, "<=", "exclusiveMinimum", "is not more than");
        Bound(number.ExclusiveMaximum, ">=", "exclusiveMaximum", "is not less than");
        if (number.Allowed.Count > 0)
        {
            Rule(NotAllowed(number.Allowed, value), path, "enum", "is none of " + Words(number.Allowed));
        }

        void Bound(decimal? limit, string comparison, string rule, string words)
        {
            if (limit is { } bound)
            {
                Rule($"{value} {comparison} {CSharpText.Literal(bound)}", path, rule, Invariant($"{words} {bound}"));
            }
        }
    }

    // A long pattern of constants takes the compiler minutes; a set is built once.
    private string NotAllowed(IReadOnlyList<decimal> allowed, string value)
    {
        if (allowed.Count <= LongestPattern)
        {
            return $"{value} is not ({string.Join(" or ", allowed.Select(CSharpText.Literal))})";
        }

        _sets.Add(string.Join(", ", allowed.Select(CSharpText.Literal)));
        return Invariant($"!Allowed{_sets.Count}.Contains({value})");
    }

    private static string Words(IReadOnlyList<decimal> allowed) =>
        string.Join(", ", allowed.Take(LongestPattern).Select(one => one.ToString(CultureInfo.InvariantCulture))) + (allowed.Count > LongestPattern ? ", …" : "");

    private void List(ListSchema list, string access, string path)
    {
        if (list.MinItems is { } least and > 0)
        {
            Rule(Invariant($"{access}.Count < {least}"), path, "minItems", $"has fewer than {Count(least, "item")}");
        }

        if (list.MaxItems is { } most)
        {
            Rule(Invariant($"{access}.Count > {most}"), path, "maxItems", $"has more than {Count(most, "item")}");
        }

        var isReference = IsReference(list.Item);
        if (!isReference && !HasChecks(list.Item))
        {
            return;
        }

        var index = NextName();
        Line($"for (var {index} = 0; {index} < {access}.Count; {index}++)");
        Block(() =>
        {
            var item = NextName();
            var itemPath = $"{path}[{{{index}}}]";
            if (!isReference)
            {
                Line($"var {item} = {access}[{index}];");
                Check(list.Item, item, itemPath);
                return;
            }

            Line($"if ({access}[{index}] is not {{ }} {item})");
            Block(() => Add(itemPath, "required", "is null"));
            if (HasChecks(list.Item))
            {
                Line("else");
                Block(() => Check(list.Item, item, itemPath));
            }
        });
    }

    private void Rule(string broken, string path, string rule, string words)
    {
        Line($"if ({broken})");
        Block(() => Add(path, rule, words));
    }

    private void Add(string path, string rule, string words) =>
        Line($"problems.Add(new Violation({Interpolated(path)}, \"{rule}\", {CSharpText.Literal(words)}));");

    private void Block(Action inside)
    {
        Line("{");
        _indent++;
        inside();
        _indent--;
        Line("}");
    }

    private void Line(string line)
    {
        // A statement stands apart from the block before it; the end of a block and an "else" do not.
        if (_afterBlock && line is not ("}" or "else"))
        {
            _text.Append('\n');
        }

        _afterBlock = line == "}";
        _text.Append(' ', _indent * 4).Append(line).Append('\n');
    }

    private bool IsReference(SchemaType type) =>
        type is StringSchema { IsText: true } or ListSchema || (type is NamedSchema named && contract.FindType(named.Name) is RecordType);

    private bool HasChecks(SchemaType type) => type switch
    {
        StringSchema text => text.IsText && (text.MinLength > 0 || text.MaxLength is not null || text.Pattern is not null || text.Format != StringFormat.None),
        NumberSchema number => number.Minimum is not null || number.Maximum is not null || number.ExclusiveMinimum is not null
            || number.ExclusiveMaximum is not null || number.Allowed.Count > 0,
        ListSchema list => list.MinItems > 0 || list.MaxItems is not null || IsReference(list.Item) || HasChecks(list.Item),
        JsonSchema json => json.MustBeObject,
        NamedSchema named => contract.FindType(named.Name) is RecordType,
        _ => false,
    };

    private static string Count(int count, string unit) => Invariant($"{count} {unit}") + (count == 1 ? "" : "s");

    private string NextName() => Invariant($"v{++_names}");

    private static string PathLiteral(string segment)
    {
        var literal = CSharpText.Literal(segment);
        return "{path}" + literal[1..^1].Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
    }

    private static string Interpolated(string path) => $"$\"{path}\"";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
