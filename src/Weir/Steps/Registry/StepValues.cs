using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Weir;

/// <summary>
/// The values that workflow files hand from step to step: null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>,
/// <see cref="string"/>, lists (<see cref="IReadOnlyList{T}"/> of such values) and maps (<see cref="IReadOnlyDictionary{TKey, TValue}"/>
/// from text to such values, in the order of their fields). Nothing else; nobody changes one that was handed on.
/// </summary>
public static class StepValues
{
    private const int MaxDepth = 64;

    /// <summary>What JSON says. A number without a fraction or exponent that fits 64 bits is a <see cref="long"/>, any other a <see cref="double"/>.</summary>
    /// <param name="json">The JSON.</param>
    /// <returns>The value, which does not need <paramref name="json"/> any more.</returns>
    /// <exception cref="JsonException">A number is beyond those of 64 bits, or an escaped text is no Unicode.</exception>
    public static object? FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => MapOf(json),
        JsonValueKind.Array => json.EnumerateArray().Select(FromJson).ToArray(),
        JsonValueKind.String => Unescaped(json, static text => text.GetString()!),
        JsonValueKind.Number => json.TryGetInt64(out var integer) ? (object)integer : NumberOf(json),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>What a JSON text says.</summary>
    /// <param name="json">The text: one document, nested at most 64 deep.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">It is no JSON; the message has the line and the place in it.</exception>
    public static object? Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
        return FromJson(document.RootElement);
    }

    /// <summary>The value as JSON.</summary>
    /// <param name="value">The value.</param>
    /// <param name="indented">Whether with line breaks; default false.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException">It is none of the values that steps hand on, or a number that JSON has not.</exception>
    public static string ToJson(object? value, bool indented = false)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = indented, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes the value as JSON.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">It is none of the values that steps hand on, or a number that JSON has not.</exception>
    public static void Write(Utf8JsonWriter writer, object? value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case long integer:
                writer.WriteNumberValue(integer);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case IReadOnlyDictionary<string, object?> map:
                WriteMap(writer, map);
                break;
            case IReadOnlyList<object?> list:
                WriteList(writer, list);
                break;
            default:
                throw new ArgumentException($"A value of the type {value.GetType()} is none that steps of a workflow file hand on.", nameof(value));
        }
    }

    /// <summary>The value inside a text: text as it is, numbers and truth values as JSON has them, null as nothing, lists and maps as JSON.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text.</returns>
    public static string ToText(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        long integer => integer.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => ToJson(value),
    };

    /// <summary>Whether two values are the same: numbers by their value, lists and maps by their content, maps in any order.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are.</returns>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
        (bool a, bool b) => a == b,
        (long a, long b) => a == b,
        (double a, double b) => a.Equals(b),
        (long a, double b) => IsSame(a, b),
        (double a, long b) => IsSame(b, a),
        (IReadOnlyDictionary<string, object?> a, IReadOnlyDictionary<string, object?> b) =>
            a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out var other) && AreEqual(pair.Value, other)),
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Count == b.Count && a.Zip(b).All(static pair => AreEqual(pair.First, pair.Second)),
        _ => false,
    };

    /// <summary>What a value is, in words.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Such as <c>a whole number</c>.</returns>
    public static string KindOf(object? value) => value switch
    {
        null => ValueShape.Null.ToString(),
        string => ValueShape.Text.ToString(),
        bool => ValueShape.Boolean.ToString(),
        long => ValueShape.WholeNumber.ToString(),
        double => ValueShape.Number.ToString(),
        IReadOnlyDictionary<string, object?> => ValueShape.AnyMap.ToString(),
        IReadOnlyList<object?> => ValueShape.AnyList.ToString(),
        _ => value.GetType().Name,
    };

    // Every whole number of 64 bits lies below 2^63, which a double holds exactly.
    private static bool IsSame(long integer, double number) =>
        number == Math.Truncate(number) && number is >= long.MinValue and < 9223372036854775808d && (long)number == integer;

    private static double NumberOf(JsonElement json) =>
        double.IsFinite(json.GetDouble()) ? json.GetDouble() : throw new JsonException("A number is too large; the largest is about 1.8E308.");

    private static string Unescaped<T>(T json, Func<T, string> read)
    {
        try
        {
            return read(json);
        }
        catch (InvalidOperationException error)
        {
            throw new JsonException("A text has an escape that is one half of a character; write both halves.", error);
        }
    }

    private static OrderedDictionary<string, object?> MapOf(JsonElement json)
    {
        var map = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            // The last of two fields of one name counts, as it does in other readers of JSON.
            map[Unescaped(property, static one => one.Name)] = FromJson(property.Value);
        }

        return map;
    }

    private static void WriteMap(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?> map)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in map)
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, IReadOnlyList<object?> list)
    {
        writer.WriteStartArray();
        foreach (var item in list)
        {
            Write(writer, item);
        }

        writer.WriteEndArray();
    }
}
