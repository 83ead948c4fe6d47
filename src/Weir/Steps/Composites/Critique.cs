namespace Weir;

/// <summary>What a critic says of a draft.</summary>
/// <param name="IsAccepted">Whether the draft is good enough.</param>
/// <param name="Feedback">What is to be better; the next draft sees it. Default null.</param>
public readonly record struct Critique(bool IsAccepted, string? Feedback = null);
