using System.Text.RegularExpressions;

namespace Weir.Generation.Contracts;

/// <summary>Regular expressions of a contract: whether they compile, and whether a text has a match.</summary>
internal static class Patterns
{
    public const int MaxLength = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>What is wrong with the pattern, in one sentence, or null.</summary>
    public static string? FindProblem(string pattern)
    {
        if (pattern.Length > MaxLength)
        {
            return $"The pattern has {pattern.Length} characters; at most {MaxLength} are read.";
        }
        try
        {
            // What the engine without backtracking compiles, this one does too; building that one costs more.
            _ = new Regex(pattern, RegexOptions.CultureInvariant, Patience);
            return null;
        }
        catch (RegexParseException exception)
        {
            return $"The pattern is no regular expression of .NET: {Words(exception.Error)} at its character {exception.Offset}.";
        }
        catch (ArgumentException)
        {
            return "The pattern is no regular expression of .NET.";
        }
    }

    /// <summary>Whether the text has a match; null when that could not be found out in a quarter of a second.</summary>
    public static bool? IsMatch(string pattern, string text)
    {
        try
        {
            return Compile(pattern).IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Patience);
        }
        catch (NotSupportedException)
        {
            // Look-around, back references and the like need the other engine.
            return new Regex(pattern, RegexOptions.CultureInvariant, Patience);
        }
    }

    // UnterminatedBracket is "unterminated bracket".
    private static string Words(RegexParseError error) =>
        string.Concat(error.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? " " + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
