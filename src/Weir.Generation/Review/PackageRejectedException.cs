using System.Globalization;
using Weir.AI;

namespace Weir.Generation;

/// <summary>A quorum decided against a package; the message has the score, and who voted against it and why.</summary>
/// <param name="verdict">What the quorum decided.</param>
public sealed class PackageRejectedException(QuorumVerdict verdict) : Exception(Describe(verdict))
{
    /// <summary>What the quorum decided.</summary>
    public QuorumVerdict Verdict => verdict;

    private static string Describe(QuorumVerdict verdict)
    {
        var why = verdict.VetoedBy is { } member ? $"{member} has a veto" : string.Create(CultureInfo.InvariantCulture, $"its score {verdict.Score:0.000} is below {verdict.Threshold:0.###}");
        var against = verdict.Votes.Where(static vote => !vote.Vote.Passes)
            .Select(static vote => string.Create(CultureInfo.InvariantCulture, $"  {vote.Member} (confidence {vote.Vote.Confidence:0.00}): {vote.Vote.Reason.ReplaceLineEndings("\n    ")}"));
        return $"The quorum decided against it: {why}.\n{string.Join('\n', against)}";
    }
}
