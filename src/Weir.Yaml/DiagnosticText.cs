using System.Globalization;
using System.Text;

namespace Weir.Yaml;

/// <summary>The parts of a message that come from the file: quoted, on one line, never long.</summary>
public static class DiagnosticText
{
    private const int MaxLength = 80;
    private const int MaxListed = 24;

    /// <summary>The text in single quotes; control characters are escaped, and what passes 80 characters is cut.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var builder = new StringBuilder(text.Length + 2).Append('\'');
        var length = Math.Min(text.Length, MaxLength);
        if (length < text.Length && char.IsHighSurrogate(text[length - 1]))
        {
            length--;
        }
        for (var i = 0; i < length; i++)
        {
            Append(builder, text[i]);
        }
        return builder.Append(length < text.Length ? "…'" : "'").ToString();
    }

    /// <summary>Names with commas between them: <c>a, b, c</c>; at most 24, then an ellipsis.</summary>
    public static string List(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var first = names.Take(MaxListed + 1).ToList();
        return first.Count > MaxListed ? string.Join(", ", first.Take(MaxListed)) + ", …" : string.Join(", ", first);
    }

    /// <summary><c>; did you mean 'x'?</c> when a candidate is near, else nothing.</summary>
    public static string Suggestion(string name, IEnumerable<string> candidates) =>
        NearestName.Find(name, candidates) is { } nearest ? $"; did you mean {Quote(nearest)}?" : ".";

    /// <summary>A whole message on one line.</summary>
    internal static string Line(string message)
    {
        if (!message.Any(IsHidden))
        {
            return message;
        }

        var builder = new StringBuilder(message.Length);
        foreach (var c in message)
        {
            Append(builder, c);
        }

        return builder.ToString();
    }

    private static bool IsHidden(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    // Marks that turn the direction of writing would reorder the line in a terminal, so they are shown, not sent.
    private static void Append(StringBuilder builder, char c)
    {
        switch (c)
        {
            case '\n':
                builder.Append("\\n");
                break;
            case '\r':
                builder.Append("\\r");
                break;
            case '\t':
                builder.Append("\\t");
                break;
            default:
                if (IsHidden(c))
                {
                    builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                }
                else
                {
                    builder.Append(c);
                }
                break;
        }
    }
}
