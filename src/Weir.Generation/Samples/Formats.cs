using Weir.Generation.Contracts;

namespace Weir.Generation.Samples;

/// <summary>Samples of the formats of text.</summary>
internal static class Formats
{
    // A word where it fits, so that samples read well.
    private const string Word = "sample";

    /// <summary>Texts of a format whose length lies between the two; the first reads best.</summary>
    public static IEnumerable<string> Samples(StringFormat format, int minLength, int maxLength) =>
        Candidates(format, minLength, maxLength)
            .Where(text => text.Length >= minLength && text.Length <= maxLength && TextFormats.IsMet(format, text));

    private static string[] Candidates(StringFormat format, int minLength, int maxLength) => format switch
    {
        StringFormat.DateTime =>
        [
            "2026-01-02T03:04:05+00:00", "2024-02-29T23:59:59+00:00", "2000-01-01T00:00:00+00:00",
            "2026-01-02T03:04:05Z", "2024-02-29T23:59:59Z", "2026-01-02T03:04:05.1234567+00:00",
        ],
        StringFormat.Date => ["2026-01-02", "2025-01-02", "2024-01-02", "2023-01-02", "2000-01-01", "1999-12-31"],
        StringFormat.Uuid => ["6f9619ff-8b86-4d01-b42d-00cf4fc964ff", "00000000-0000-0000-0000-000000000001", "6F9619FF-8B86-4D01-B42D-00CF4FC964FF"],
        StringFormat.Email => [Pad("ann@example.org", "ann", minLength), Pad("ann@example.com", "ann", minLength), "a@b.c"],
        StringFormat.Uri => [Uri("https", minLength), Uri("http", minLength), Uri("ftp", minLength), "a:b"],
        _ => [minLength > Word.Length ? Word.PadRight(minLength, 'x') : Word[..Math.Min(Word.Length, maxLength)]],
    };

    private static string Uri(string scheme, int length)
    {
        var text = scheme + "://example.org/a";
        return text.PadRight(length, 'a');
    }

    private static string Pad(string text, string prefix, int length) =>
        text.Length >= length ? text : prefix + new string('n', length - text.Length) + text[prefix.Length..];
}
