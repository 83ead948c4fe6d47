using System.Text.RegularExpressions;

namespace Weir.Generation.Contracts;

/// <summary>How a contract's pattern is compiled: without backtracking where the engine can, else with a time limit.</summary>
internal static class PatternRegex
{
    /// <summary>How long a pattern that needs backtracking may search, here and in generated code.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public static Regex Create(string pattern) => Create(pattern, Limit);

    public static Regex Create(string pattern, TimeSpan limit)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, limit);
        }
        catch (NotSupportedException)
        {
            // Look-around, back-references and very large counts need the other engine.
            return new Regex(pattern, RegexOptions.CultureInvariant, limit);
        }
    }

    /// <summary>Whether the engine that never backtracks takes the pattern.</summary>
    public static bool IsLinear(string pattern) => Create(pattern).Options.HasFlag(RegexOptions.NonBacktracking);
}
