using System.Buffers;
using Microsoft.CodeAnalysis;
using Weir.Generation.Validation.Security.Taint;

namespace Weir.Generation.Validation.Security;

/// <summary>A call whose result is safer than what it was given, or a condition after which a value is.</summary>
/// <param name="Name">The member, or what stands for a kind of conditions.</param>
/// <param name="Clears">The dangers that are over.</param>
/// <param name="Cwe">The weaknesses that it protects from.</param>
/// <param name="What">What it does.</param>
internal sealed record Sanitizer(string Name, Dangers Clears, string Cwe, string What);

/// <summary>What makes text from outside harmless.</summary>
internal static class Sanitizers
{
    private const string Any = "CWE-89, CWE-78, CWE-22, CWE-470, CWE-1333";

    private const string OnlyPaths = "CWE-22";

    /// <summary>Calls, by type and method; the result lacks the dangers.</summary>
    public static readonly IReadOnlyList<Sanitizer> Calls =
    [
        new("Path.GetFileName", Dangers.Path, OnlyPaths, "leaves the folders out"),
        new("Path.GetFileNameWithoutExtension", Dangers.Path, OnlyPaths, "leaves the folders out"),
        new("Path.GetExtension", Dangers.Path, OnlyPaths, "leaves all but the extension out"),
        new("Uri.EscapeDataString", Dangers.Path, OnlyPaths, "encodes separators"),
        new("WebUtility.UrlEncode", Dangers.Path, OnlyPaths, "encodes separators"),
        new("HttpUtility.UrlEncode", Dangers.Path, OnlyPaths, "encodes separators"),
        new("Regex.Escape", Dangers.Pattern, "CWE-1333", "makes the text match itself"),
        new("Convert.ToHexString", Dangers.Text, Any, "gives digits and letters"),
        new("Convert.ToHexStringLower", Dangers.Text, Any, "gives digits and letters"),
        new("Convert.ToBase64String", Dangers.Sql | Dangers.Command | Dangers.TypeName, "CWE-89, CWE-78, CWE-470", "gives letters, digits, +, / and ="),
        new("Base64Url.EncodeToString", Dangers.Text, Any, "gives letters, digits, - and _"),
        new("*.QuoteIdentifier", Dangers.Sql, "CWE-89", "quotes a name as the database wants it"),
        new("*.DelimitIdentifier", Dangers.Sql, "CWE-89", "quotes a name as the database wants it"),
    ];

    /// <summary>Conditions; they hold on the branch that they guard.</summary>
    public static readonly IReadOnlyList<Sanitizer> Conditions =
    [
        new("equal to what is clean", Dangers.Text, Any, "`==`, `Equals`, `is`, `switch`: the text is one of those that the code names"),
        new("in a set", Dangers.Text, Any, "`Contains`, `ContainsKey`, `TryGetValue`, `Any`, `Exists`, `IndexOf` of a collection that is clean itself"),
        new("TryParse", Dangers.Text, Any, "of a number, an enum, a Guid, a time, an address"),
        new("matches a strict pattern", Dangers.Text, Any, "`Regex.IsMatch` or `Match(…).Success` with `^` and `$` around all of it, without `.`, negated classes and classes that take quotes or `;`, and not `Multiline`"),
        new("all characters are letters or digits", Dangers.Text, Any, "`All` with `char.IsLetterOrDigit` and its like, or with comparisons"),
        new("below a root", Dangers.Path, OnlyPaths, "`StartsWith` of a full path with a root that ends in a separator; `Path.GetRelativePath` that does not start with `..`"),
        new("in a folder", Dangers.Path, OnlyPaths, "`Path.GetDirectoryName` of a full path is the folder"),
        new("without separators", Dangers.Path, OnlyPaths, "no separator is found by `Contains`, `IndexOf` or `IndexOfAny`, or it equals its own `Path.GetFileName`"),
        new("a method of the file that says so", Dangers.Text, Any, "a method that returns true, or returns at all, only after one of these conditions"),
    ];

    private static readonly SearchValues<char> Harmful = SearchValues.Create("'\"/;`$&|<>");

    private static readonly Dictionary<string, Dangers> ByName = Calls.ToDictionary(static one => one.Name, static one => one.Clears, StringComparer.Ordinal);

    private static readonly HashSet<string> CharacterTests = ["IsLetter", "IsDigit", "IsNumber", "IsLetterOrDigit", "IsAsciiLetter", "IsAsciiDigit", "IsAsciiLetterOrDigit", "IsAsciiHexDigit", "IsAsciiHexDigitLower", "IsAsciiHexDigitUpper", "IsAsciiLetterLower", "IsAsciiLetterUpper"];

    /// <summary>The dangers that the result of a call no longer has.</summary>
    public static Dangers Cleared(IMethodSymbol method) =>
        ByName.TryGetValue(method.ContainingType.Name + "." + method.Name, out var cleared) || ByName.TryGetValue("*." + method.Name, out cleared) ? cleared : Dangers.None;

    /// <summary>Whether the method says that a character is a letter or a digit.</summary>
    public static bool IsCharacterTest(IMethodSymbol method) => method.ContainingType.SpecialType == SpecialType.System_Char && CharacterTests.Contains(method.Name);

    /// <summary>Whether only harmless texts match all of a pattern: it is anchored at both ends and names what is allowed.</summary>
    public static bool IsStrict(string pattern)
    {
        var starts = pattern.StartsWith('^') || pattern.StartsWith("\\A", StringComparison.Ordinal);
        var ends = pattern.EndsWith('$') || pattern.EndsWith("\\z", StringComparison.OrdinalIgnoreCase);
        if (!starts || !ends)
        {
            return false;
        }

        var isInClass = false;
        for (var at = 0; at < pattern.Length; at++)
        {
            switch (pattern[at])
            {
                case '\\' when at + 1 < pattern.Length && pattern[at + 1] is 'S' or 'W' or 'D' or 'P':
                case '.' when !isInClass:
                case '\'' or '"' or ';' or '`' when isInClass:
                    return false;
                case '-' when isInClass && at + 1 < pattern.Length && pattern[at - 1] < '0' && pattern[at + 1] is > '9' and not ']':
                    // From a sign to a letter: all signs between them too.
                    return false;
                case '\\':
                    at++;
                    break;
                case '[' when at + 1 < pattern.Length && pattern[at + 1] == '^':
                    return false;
                case '[':
                    isInClass = true;
                    break;
                case ']':
                    isInClass = false;
                    break;
            }
        }

        return !HasOpenChoice(pattern);
    }

    /// <summary>Whether a choice stands outside of all groups, so that an anchor holds for one side of it only.</summary>
    private static bool HasOpenChoice(string pattern)
    {
        var depth = 0;
        var isInClass = false;
        for (var at = 0; at < pattern.Length; at++)
        {
            switch (pattern[at])
            {
                case '\\':
                    at++;
                    break;
                case '[' or ']':
                    isInClass = pattern[at] == '[';
                    break;
                case '(' when !isInClass:
                    depth++;
                    break;
                case ')' when !isInClass:
                    depth--;
                    break;
                case '|' when !isInClass && depth == 0:
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a pattern matches every character but letters, digits and a few harmless ones, so that what remains is safe.</summary>
    public static bool IsRemover(string pattern) => pattern.StartsWith("[^", StringComparison.Ordinal)
        && pattern.TrimEnd('+', '*') is var set && set.EndsWith(']') && set.IndexOf(']', StringComparison.Ordinal) == set.Length - 1
        && !set.AsSpan(2).ContainsAny(Harmful) && !set.Contains("\\s", StringComparison.Ordinal) && !set.Contains("\\\\", StringComparison.Ordinal);
}
