using System.Text;
using System.Text.Json;

namespace Weir.Yaml.Expressions;

/// <summary>The functions that expressions know. None looks at anything but its arguments.</summary>
internal static class Functions
{
    private static readonly ValueShape[] Anything = [ValueShape.Any];
    private static readonly ValueShape[] Text = [ValueShape.Text];
    private static readonly ValueShape[] List = [ValueShape.AnyList];
    private static readonly ValueShape[] Whole = [ValueShape.WholeNumber];

    public static IReadOnlyDictionary<string, Function> All { get; } = new Function[]
    {
        new("length", ["value"], [[ValueShape.Text, ValueShape.AnyList, ValueShape.AnyMap]], static _ => ValueShape.WholeNumber, static a => Length(a[0])),
        new("contains", ["value", "part"], [[ValueShape.Text, ValueShape.AnyList, ValueShape.AnyMap], Anything], static _ => ValueShape.Boolean, static a => Contains(a[0], a[1])),
        new("starts-with", ["text", "start"], [Text, Text], static _ => ValueShape.Boolean, static a => ((string)a[0]!).StartsWith((string)a[1]!, StringComparison.Ordinal)),
        new("ends-with", ["text", "end"], [Text, Text], static _ => ValueShape.Boolean, static a => ((string)a[0]!).EndsWith((string)a[1]!, StringComparison.Ordinal)),
        new("lower", ["text"], [Text], static _ => ValueShape.Text, static a => ((string)a[0]!).ToLowerInvariant()),
        new("upper", ["text"], [Text], static _ => ValueShape.Text, static a => ((string)a[0]!).ToUpperInvariant()),
        new("join", ["list", "separator"], [List, Text], static _ => ValueShape.Text, static a => Join((IReadOnlyList<object?>)a[0]!, (string)a[1]!)),
        new("default", ["value", "other"], [Anything, Anything], Either, static a => a[0] ?? a[1]) { IsLenient = true },
        new("json", ["text"], [Text], static _ => ValueShape.Any, static a => Json((string)a[0]!)),
        new("range", ["from", "to"], [Whole, Whole], static _ => ValueShape.ListOf(ValueShape.WholeNumber), static a => Range(a[0]!, a[1]!)),
    }.ToDictionary(static function => function.Name, StringComparer.Ordinal);

    private static ValueShape Either(ValueShape[] shapes) => shapes[0] == ValueShape.Null ? shapes[1] : Weir.Yaml.Expressions.Shapes.Join(shapes);

    private static long Length(object? value) => value switch
    {
        string text => text.Length,
        IReadOnlyDictionary<string, object?> map => map.Count,
        IReadOnlyList<object?> list => list.Count,
        _ => throw new FormatException($"The length of {StepValues.KindOf(value)} is asked for."),
    };

    private static bool Contains(object? value, object? part) => (value, part) switch
    {
        (string text, string piece) => text.Contains(piece, StringComparison.Ordinal),
        (IReadOnlyDictionary<string, object?> map, string name) => map.ContainsKey(name),
        (IReadOnlyList<object?> list, _) => list.Any(item => StepValues.AreEqual(item, part)),
        _ => throw new FormatException($"contains(…) looks for text in text, a name in a map, or a value in a list; here are {StepValues.KindOf(value)} and {StepValues.KindOf(part)}."),
    };

    private static string Join(IReadOnlyList<object?> list, string separator)
    {
        var text = new StringBuilder();
        for (var i = 0; i < list.Count; i++)
        {
            text.Append(i == 0 ? "" : separator).Append(StepValues.ToText(list[i]));
            if (text.Length > Arithmetic.MaxText)
            {
                throw new FormatException($"The text gets longer than {Arithmetic.MaxText} characters.");
            }
        }

        return text.ToString();
    }

    private static object? Json(string text)
    {
        try
        {
            return StepValues.Parse(text);
        }
        catch (JsonException error)
        {
            throw new FormatException($"The text is no JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}.", error);
        }
    }

    private static IntegerRange Range(object from, object to) => from is long first && to is long end
        ? new IntegerRange(first, end)
        : throw new FormatException("range(…) wants whole numbers.");
}
