using Weir.Generation.Contracts;

namespace Weir.Generation.Samples;

/// <summary>Samples of the formats of text.</summary>
internal static class Formats
{
    /// <summary>A text of a format whose length lies between the two, or null.</summary>
    public static string? Sample(StringFormat format, int minLength, int maxLength)
    {
        var text = format switch
        {
            StringFormat.DateTime => "2026-01-02T03:04:05+00:00",
            StringFormat.Date => "2026-01-02",
            StringFormat.Uuid => "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
            StringFormat.Email => Pad("ann@example.org", "ann", minLength),
            StringFormat.Uri => "https://example.org/" + new string('a', Math.Max(0, minLength - 20)),
            _ => Plain(minLength, maxLength),
        };
        if (text.Length > maxLength)
        {
            text = format switch
            {
                StringFormat.Email => "a@b.c",
                StringFormat.Uri => "a:b",
                _ => text,
            };
        }

        return text.Length >= minLength && text.Length <= maxLength && TextFormats.IsMet(format, text) ? text : null;
    }

    // A word where it fits, so that samples read well.
    private static string Plain(int minLength, int maxLength)
    {
        const string Word = "sample";
        return minLength > Word.Length ? Word.PadRight(minLength, 'x') : Word[..Math.Min(Word.Length, maxLength)];
    }

    private static string Pad(string text, string prefix, int length) =>
        text.Length >= length ? text : prefix + new string('n', length - text.Length) + text[prefix.Length..];
}
