using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Weir.Generation.Samples;

/// <summary>
/// How long the patterns of one contract that need backtracking may search for samples: two seconds together, beside the limit
/// of each search. Then nothing more is found for them, so that patterns made to be slow hold up nobody.
/// </summary>
internal sealed class SearchTime
{
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(2);

    private TimeSpan _spent;

    /// <summary>Whether the pattern is found in the text; false also where the time did not do.</summary>
    public bool IsMatch(Regex pattern, string text)
    {
        var isLinear = pattern.Options.HasFlag(RegexOptions.NonBacktracking);
        if (!isLinear && _spent >= Together)
        {
            return false;
        }

        var start = Stopwatch.GetTimestamp();
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
        finally
        {
            _spent += isLinear ? TimeSpan.Zero : Stopwatch.GetElapsedTime(start);
        }
    }
}
