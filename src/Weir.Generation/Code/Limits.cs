using System.Globalization;
using Weir.Generation.Contracts;

namespace Weir.Generation.Code;

/// <summary>Says the limits of a type in words, for documentation.</summary>
internal static class Limits
{
    /// <summary>One sentence, or an empty text where the type says it all.</summary>
    public static string Describe(SchemaType type)
    {
        var parts = Parts(type).ToArray();
        return parts.Length == 0 ? "" : string.Join("; ", parts) + ".";
    }

    private static IEnumerable<string> Parts(SchemaType type)
    {
        switch (type)
        {
            case StringSchema text:
                return Range("character", text.MinLength, text.MaxLength)
                    .Concat(Text("matches", text.Pattern))
                    .Concat(text is { IsText: true, Format: not StringFormat.None } ? [$"format {FormatName(text.Format)}"] : []);
            case NumberSchema number:
                return Bound("at least", number.Minimum).Concat(Bound("at most", number.Maximum))
                    .Concat(Bound("more than", number.ExclusiveMinimum)).Concat(Bound("less than", number.ExclusiveMaximum))
                    .Concat(number.Allowed.Count > 0 ? ["one of " + string.Join(", ", number.Allowed.Select(Write))] : []);
            case ListSchema list:
                var inside = Describe(list.Item).TrimEnd('.');
                return Range("item", list.MinItems, list.MaxItems).Concat(inside.Length > 0 ? ["each: " + inside] : []);
            case JsonSchema { MustBeObject: true }:
                return ["a JSON object"];
            default:
                return [];
        }
    }

    /// <summary>The format as JSON Schema writes it.</summary>
    public static string FormatName(StringFormat format) => format switch
    {
        StringFormat.DateTime => "date-time",
        StringFormat.Date => "date",
        StringFormat.Uuid => "uuid",
        StringFormat.Email => "email",
        StringFormat.Uri => "uri",
        _ => "",
    };

    private static IEnumerable<string> Range(string unit, int? least, int? most) => (least, most) switch
    {
        (null, null) => [],
        (int from, null) => [string.Create(CultureInfo.InvariantCulture, $"at least {from} {Of(from, unit)}")],
        (null, int to) => [string.Create(CultureInfo.InvariantCulture, $"at most {to} {Of(to, unit)}")],
        (int from, int to) => [string.Create(CultureInfo.InvariantCulture, $"{from} to {to} {Of(to, unit)}")],
    };

    private static string Of(int count, string unit) => count == 1 ? unit : unit + "s";

    private static IEnumerable<string> Bound(string words, decimal? limit) => limit is { } value ? [$"{words} {Write(value)}"] : [];

    private static IEnumerable<string> Text(string words, string? text) => text is null ? [] : [$"{words} {text}"];

    private static string Write(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
