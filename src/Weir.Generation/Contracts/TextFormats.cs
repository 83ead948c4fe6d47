using System.Globalization;
using System.Text.RegularExpressions;
using Weir.Yaml;

namespace Weir.Generation.Contracts;

/// <summary>The formats of text: their names in contracts, and what meets them.</summary>
internal static partial class TextFormats
{
    // The generated validators are written with the same patterns: what is accepted here is accepted there.
    public const string DateTimePattern = @"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?(Z|[+-][0-9]{2}:[0-9]{2})\z";

    public const string EmailPattern = @"\A[^@\s]+@[^@\s.]+(\.[^@\s.]+)*\z";

    public const string UriPattern = @"\A[A-Za-z][A-Za-z0-9+.-]*:\S+\z";

    private static readonly Dictionary<string, StringFormat> ByName = new(StringComparer.Ordinal)
    {
        ["date-time"] = StringFormat.DateTime,
        ["date"] = StringFormat.Date,
        ["uuid"] = StringFormat.Uuid,
        ["email"] = StringFormat.Email,
        ["uri"] = StringFormat.Uri,
    };

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    public static bool TryFind(string name, out StringFormat format) => ByName.TryGetValue(name, out format);

    public static bool IsMet(StringFormat format, string text) => format switch
    {
        // RFC 3339; DateTimeOffset holds seven digits of a second, and no leap second.
        StringFormat.DateTime => DateTimeForm().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        StringFormat.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        StringFormat.Uuid => Guid.TryParseExact(text, "D", out _),
        StringFormat.Email => EmailForm().IsMatch(text),
        StringFormat.Uri => UriForm().IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out _),
        _ => true,
    };

    public static string Describe(StringFormat format) => format switch
    {
        StringFormat.DateTime => "a date and time with an offset, such as 2024-01-31T12:00:00Z",
        StringFormat.Date => "a date, such as 2024-01-31",
        StringFormat.Uuid => "a uuid, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        StringFormat.Email => "an e-mail address",
        StringFormat.Uri => "an absolute URI, such as https://example.org/a",
        _ => "text",
    };

    public static string UnknownFormat(string name) =>
        $"Unknown format {DiagnosticText.Quote(name)}; the formats are {DiagnosticText.List(Names)}.";

    [GeneratedRegex(DateTimePattern, RegexOptions.CultureInvariant)]
    private static partial Regex DateTimeForm();

    [GeneratedRegex(EmailPattern, RegexOptions.CultureInvariant)]
    private static partial Regex EmailForm();

    [GeneratedRegex(UriPattern, RegexOptions.CultureInvariant)]
    private static partial Regex UriForm();
}
