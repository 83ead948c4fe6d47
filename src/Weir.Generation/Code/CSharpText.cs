using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Weir.Generation.Contracts;

namespace Weir.Generation.Code;

/// <summary>Writes values of a contract as C#: whatever the text holds, it stays a literal, a comment or a path.</summary>
internal static class CSharpText
{
    /// <summary>A string literal, everything that is not plainly printable escaped.</summary>
    public static string Literal(string text) => HiddenCharacters.Show(SymbolDisplay.FormatLiteral(text, quote: true));

    public static string Literal(bool value) => value ? "true" : "false";

    public static string Literal(decimal value) => value.ToString(CultureInfo.InvariantCulture) + "m";

    public static string Literal(long value) => value == long.MinValue
        ? "long.MinValue"
        : value.ToString(CultureInfo.InvariantCulture) + "L";

    public static string Literal(IEnumerable<string> values) => "[" + string.Join(", ", values.Select(Literal)) + "]";

    public static string Literal(TimeSpan value) =>
        value.Ticks % TimeSpan.TicksPerMillisecond == 0
            ? string.Create(CultureInfo.InvariantCulture, $"TimeSpan.FromMilliseconds({value.Ticks / TimeSpan.TicksPerMillisecond})")
            : string.Create(CultureInfo.InvariantCulture, $"TimeSpan.FromTicks({value.Ticks})");

    /// <summary>A documentation comment, its lines indented by so many levels; a short one stands on one line.</summary>
    public static string Summary(string text, int indent, string? remarks = null)
    {
        var margin = new string(' ', indent * 4) + "/// ";
        var lines = DocLines(text);
        var summary = lines.Count == 1
            ? margin + "<summary>" + lines[0] + "</summary>"
            : margin + "<summary>\n" + string.Concat(lines.Select(line => (margin + line).TrimEnd() + "\n")) + margin + "</summary>";
        return string.IsNullOrEmpty(remarks) ? summary : summary + "\n" + margin + "<remarks>" + string.Join(' ', DocLines(remarks)) + "</remarks>";
    }

    /// <summary>A text on one line of a documentation comment.</summary>
    public static string DocText(string text) => string.Join(' ', DocLines(text));

    // The lines of a text: markup escaped, control characters shown by their code.
    private static List<string> DocLines(string text)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var rune in text.Trim().ReplaceLineEndings("\n").EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '\n':
                    lines.Add(line.ToString().TrimEnd());
                    line.Clear();
                    break;
                case '&':
                    line.Append("&amp;");
                    break;
                case '<':
                    line.Append("&lt;");
                    break;
                case '>':
                    line.Append("&gt;");
                    break;
                default:
                    AppendDoc(line, rune);
                    break;
            }
        }

        lines.Add(line.ToString().TrimEnd());
        return lines;
    }

    /// <summary>A property in a path of a violation: <c>.name</c>, or <c>['odd name']</c>.</summary>
    public static string PathSegment(string jsonName)
    {
        var plain = jsonName.Length > 0 && !char.IsAsciiDigit(jsonName[0]) && jsonName.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
        return plain ? "." + jsonName : "['" + jsonName.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "']";
    }

    // XML 1.0 has no control characters and no noncharacters, and what is hidden is not left so; a comment shows them by code.
    private static void AppendDoc(StringBuilder line, Rune rune)
    {
        if (HiddenCharacters.IsHidden(rune) || rune.Value is 0xFFFE or 0xFFFF)
        {
            line.Append(HiddenCharacters.Code(rune));
        }
        else
        {
            line.Append(rune.ToString());
        }
    }
}
