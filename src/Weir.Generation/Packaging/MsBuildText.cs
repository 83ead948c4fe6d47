using System.Globalization;
using System.Security;
using System.Text;
using Weir.Generation.Contracts;

namespace Weir.Generation.Packaging;

/// <summary>Text in a project file: neither XML nor MSBuild finds anything in it to act on.</summary>
internal static class MsBuildText
{
    /// <summary>Escapes markup and MSBuild's own characters; what XML cannot hold is left out, and what is hidden is shown by its code.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '%' or '$' or '@' or '\'' or ';' or '?' or '*' or '(' or ')')
            {
                escaped.Append(CultureInfo.InvariantCulture, $"%{rune.Value:X2}");
            }
            else if (!Rune.IsControl(rune) && HiddenCharacters.IsHidden(rune))
            {
                escaped.Append(HiddenCharacters.Code(rune));
            }
            else if (!Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF))
            {
                escaped.Append(rune.ToString());
            }
        }

        return SecurityElement.Escape(escaped.ToString());
    }
}
