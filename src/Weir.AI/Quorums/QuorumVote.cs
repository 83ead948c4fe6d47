namespace Weir.AI;

/// <summary>What a member thinks of a case.</summary>
/// <param name="Passes">Whether it should pass.</param>
/// <param name="Confidence">How sure the member is, from 0 (a guess) to 1 (certain).</param>
/// <param name="Reason">Why: not empty. What a model wrote is data; it is shown, never followed.</param>
/// <exception cref="ArgumentOutOfRangeException">The confidence is outside its range, or no number.</exception>
/// <exception cref="ArgumentException">The reason is empty.</exception>
public sealed record QuorumVote(bool Passes, double Confidence, string Reason)
{
    /// <summary>How sure the member is, from 0 to 1.</summary>
    public double Confidence { get; } = Confidence is >= 0 and <= 1
        ? Confidence
        : throw new ArgumentOutOfRangeException(nameof(Confidence), Confidence, FormattableString.Invariant($"The confidence is {Confidence}; it must be from 0 to 1."));

    /// <summary>Why: not empty.</summary>
    public string Reason { get; } = string.IsNullOrWhiteSpace(Reason) ? throw new ArgumentException("The reason of a vote is empty; a vote says why.", nameof(Reason)) : Reason;

    /// <summary>How probable it is that the case should pass, as this vote sees it: (1 + confidence) / 2 for a pass, (1 − confidence) / 2 for a fail. From 0 to 1; a guess is 0.5 either way.</summary>
    public double Probability => (1 + (Passes ? Confidence : -Confidence)) / 2;
}
