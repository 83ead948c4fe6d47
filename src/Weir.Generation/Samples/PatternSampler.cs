using System.Text;
using System.Text.RegularExpressions;

namespace Weir.Generation.Samples;

/// <summary>Finds a text that a regular expression accepts.</summary>
/// <remarks>
/// Idea: read the common part of the pattern language into a small tree, write the shortest text that the tree
/// describes, give repetitions as many turns as a wanted length needs, and ask the real engine about every candidate.
/// What the reader does not know (look-around, back-references, conditionals) makes it give up; a wrong guess is
/// caught by the engine. So a text that is returned always matches, and no text is ever made up.
/// </remarks>
internal sealed class PatternSampler
{
    private const int LongestText = 4096;

    private readonly Regex _regex;
    private readonly SearchTime _time;
    private readonly PatternNode? _root;

    /// <summary>Looks for texts of one pattern; the time that its engine takes is charged to that of the contract, or to its own.</summary>
    public PatternSampler(Regex regex, SearchTime? time = null)
    {
        _regex = regex;
        _time = time ?? new SearchTime();
        _root = PatternParser.TryParse(regex.ToString());
    }

    /// <summary>Finds a text of at least and at most so many characters, or null when none is found within the limit.</summary>
    public string? Find(int minLength, int maxLength)
    {
        if (_root is null || minLength > LongestText)
        {
            return null;
        }

        foreach (var candidate in Candidates(minLength, maxLength))
        {
            var length = candidate.EnumerateRunes().Count();
            if (length >= minLength && length <= maxLength && IsWellFormed(candidate) && Matches(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>Whether the pattern accepts the text; a pattern that takes too long accepts nothing.</summary>
    public bool Matches(string text) => _time.IsMatch(_regex, text);

    // Half of a surrogate pair is no text: JSON would turn it into another character.
    private static bool IsWellFormed(string text) => !text.EnumerateRunes().Contains(Rune.ReplacementChar);

    private IEnumerable<string> Candidates(int minLength, int maxLength)
    {
        for (var choice = 0; choice < 12; choice++)
        {
            var shortest = Write(0, choice);
            yield return shortest;
            var missing = minLength - shortest.Length;
            for (var budget = Math.Max(missing, 1); budget <= Math.Max(missing, 0) + 12 && budget <= maxLength; budget++)
            {
                yield return Write(budget, choice);
            }

            if (missing > 0)
            {
                // A pattern without anchors allows anything around the match.
                yield return shortest + new string('a', missing);
                yield return new string('a', missing) + shortest;
                yield return shortest + new string('0', missing);
            }
        }
    }

    private string Write(int budget, int choice)
    {
        var text = new StringBuilder();
        var writer = new PatternWriter(text, budget, choice, LongestText);
        _root!.Write(writer);
        return text.ToString();
    }
}

/// <summary>What is being written, and how many characters may still be spent on repetitions beyond the least.</summary>
internal sealed class PatternWriter(StringBuilder text, int budget, int choice, int limit)
{
    private int _budget = budget;

    public int Choice { get; } = choice;

    public bool Full => Length >= limit;

    public int Length => text.Length;

    public void Write(char character)
    {
        if (!Full)
        {
            text.Append(character);
        }
    }

    public bool TrySpend(int characters)
    {
        if (characters > _budget)
        {
            return false;
        }

        _budget -= characters;
        return true;
    }
}
