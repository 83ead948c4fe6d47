using System.Globalization;
using System.Text;

namespace Weir.Generation.Code;

/// <summary>Gives every name of a package a file name: short enough for every file system, unequal also where case is ignored.</summary>
internal sealed class FileNames
{
    private const int LongestName = 80;

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string Of(string name)
    {
        var plain = new StringBuilder();
        foreach (var character in name)
        {
            plain.Append(char.IsAsciiLetterOrDigit(character) || character == '_' ? character : '_');
        }

        var stem = plain.Length > LongestName ? plain.ToString(0, LongestName) : plain.ToString();
        var unique = stem;
        for (var number = 2; !_taken.Add(unique); number++)
        {
            unique = stem + number.ToString(CultureInfo.InvariantCulture);
        }

        return unique;
    }
}
