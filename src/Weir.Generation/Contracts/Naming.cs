using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Weir.Generation.Contracts;

/// <summary>
/// How names of a contract become C# names. A name is split at every character that is no letter, digit or combining mark; each
/// word begins with a capital, and its other letters stay as they are, except in a name without any small letter, which is
/// written in capitals only because of where it comes from: <c>IN_PROGRESS</c> is InProgress, <c>PENDING</c> is Pending, while the
/// short words <c>ID</c> and <c>USD</c> stay. A leading digit gets an underscore before it.
/// </summary>
public static class Naming
{
    private const int LongestAcronym = 3;

    // The runtime takes 1023 bytes for a name (CS7013), and what the compiler makes of a name is longer.
    private const int LongestName = 120;

    // Members that the compiler writes into every record, and those that it has from object; CS0102, CS0108 and CS8866 else.
    private static readonly HashSet<string> ReservedInRecords = new(StringComparer.Ordinal)
    {
        "Clone", "Deconstruct", "Equals", "EqualityContract", "Finalize", "GetHashCode", "GetType", "MemberwiseClone",
        "PrintMembers", "ReferenceEquals", "ToString",
    };

    /// <summary>The Pascal-case C# name, or null when the name has no letter and no digit.</summary>
    public static string? ToPascalCase(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var words = SplitWords(name);
        if (words.Count == 0)
        {
            return null;
        }
        var shouting = !name.Any(char.IsLower);
        var builder = new StringBuilder(name.Length + 1);
        foreach (var word in words)
        {
            var lower = shouting && word.All(char.IsLetter) && (words.Count > 1 || word.Length > LongestAcronym);
            builder.Append(char.ToUpperInvariant(word[0])).Append(lower ? word[1..].ToLowerInvariant() : word[1..]);
        }
        return Shorten(char.IsLetter(builder[0]) ? builder.ToString() : "_" + builder);
    }

    /// <summary>The name of a model, which may not be that of a member that every record has (CS0542): it gets <c>Model</c> appended.</summary>
    internal static string ToTypeName(string clrName)
    {
        var name = Shorten(clrName);
        return ReservedInRecords.Contains(name) ? name + "Model" : name;
    }

    // Names of more than 120 characters keep the first hundred and get eight digits of their hash, so that they stay different.
    private static string Shorten(string name) => name.Length <= LongestName
        ? name
        : name[..100] + "X" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8];

    /// <summary>True when a property of this name would collide with what every record has, or with the record itself (CS0542).</summary>
    public static bool IsReservedInRecord(string clrName, string recordName) =>
        ReservedInRecords.Contains(clrName) || string.Equals(clrName, recordName, StringComparison.Ordinal);

    /// <summary>
    /// The names of the values of an enumeration: always one each. <c>Value6</c> for the sixth when nothing is left of it, and a
    /// number behind the later one of two that are the same.
    /// </summary>
    public static IReadOnlyList<EnumMember> ToEnumMembers(IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var names = new UniqueNames();
        return values.Select((value, index) => new EnumMember(
            value, names.Take(ToPascalCase(value) ?? "Value" + (index + 1).ToString(CultureInfo.InvariantCulture)))).ToList();
    }

    /// <summary>The names of members of a class or record of that name: always one each, none of them taken by what every class has.</summary>
    internal static IReadOnlyList<EnumMember> ToMembers(IEnumerable<string> values, string owner)
    {
        var names = new UniqueNames();
        return values.Select((value, index) =>
        {
            var name = ToPascalCase(value) ?? "Value" + (index + 1).ToString(CultureInfo.InvariantCulture);
            return new EnumMember(value, names.Take(IsReservedInRecord(name, owner) ? name + "Value" : name));
        }).ToList();
    }

    private static List<string> SplitWords(string name)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= name.Length; i++)
        {
            var inside = i < name.Length && ((char.IsLetterOrDigit(name[i]) && !HiddenCharacters.IsFiller(name[i])) || (start >= 0 && IsCombining(name[i])));
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                words.Add(name[start..i]);
                start = -1;
            }
        }
        return words;
    }

    private static bool IsCombining(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
