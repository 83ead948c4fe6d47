using System.Buffers;
using System.Globalization;
using System.Text;

namespace Weir.Generation.Contracts;

/// <summary>
/// Characters that nobody sees and that change what is seen. Code with one of them in clear can read otherwise than it
/// compiles (CVE-2021-42574, "Trojan source"), so that no generated file but the copy of the contract has any.
/// </summary>
internal static class HiddenCharacters
{
    // The property Bidi_Control of Unicode (PropList.txt).
    private static readonly SearchValues<char> Turning =
        SearchValues.Create("\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <summary>The first mark that turns the direction of writing, or null.</summary>
    public static char? FindTurning(string text) => text.AsSpan().IndexOfAny(Turning) is var at and >= 0 ? text[at] : null;

    /// <summary>Whether nothing is seen of a character although it is there: controls but the tab, formats, separators of lines, fillers, selectors that hold data.</summary>
    public static bool IsHidden(Rune rune) =>
        rune.Value != '\t' && (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || IsFiller(rune.Value)
            || rune.Value is >= 0xE0100 and <= 0xE01EF);

    /// <summary>Whether a character is an empty letter of Hangul, which C# would take into a name.</summary>
    public static bool IsFiller(int character) => character is 0x115F or 0x1160 or 0x3164 or 0xFFA0;

    /// <summary>The text with every hidden character shown by its code, as a literal of C# writes it.</summary>
    public static string Show(string text)
    {
        if (!text.EnumerateRunes().Any(IsHidden))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            shown.Append(IsHidden(rune) ? Code(rune) : rune.ToString());
        }

        return shown.ToString();
    }

    /// <summary>The code of a character: <c>\u202E</c>, or eight digits where four do not do.</summary>
    public static string Code(Rune rune) => rune.IsBmp
        ? string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}")
        : string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}");
}
