using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Weir.Generation.Contracts;

/// <summary>
/// Regular expressions of a contract: whether they compile, and whether a text has a match. One contract may spend two seconds
/// on matching, so that patterns made to be slow cannot hold up the others.
/// </summary>
internal sealed class Patterns
{
    public const int MaxLength = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, Regex> _compiled = new(StringComparer.Ordinal);

    // A default is looked at twice, when it is checked and when it is written; the answer must be the same both times.
    private readonly Dictionary<(string Pattern, string Text), bool?> _answers = [];
    private TimeSpan _spent;

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

    /// <summary>Whether the text has a match; null when that could not be found out in a quarter of a second, or the time of the contract is spent.</summary>
    public bool? IsMatch(string pattern, string text)
    {
        if (!_answers.TryGetValue((pattern, text), out var answer))
        {
            answer = Search(pattern, text);
            _answers.Add((pattern, text), answer);
        }
        return answer;
    }

    private bool? Search(string pattern, string text)
    {
        if (_spent > Budget)
        {
            return null;
        }
        var start = Stopwatch.GetTimestamp();
        try
        {
            if (!_compiled.TryGetValue(pattern, out var regex))
            {
                regex = PatternRegex.Create(pattern, Patience);
                _compiled.Add(pattern, regex);
            }
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
        finally
        {
            _spent += Stopwatch.GetElapsedTime(start);
        }
    }

    // UnterminatedBracket is "unterminated bracket".
    private static string Words(RegexParseError error) =>
        string.Concat(error.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? " " + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
