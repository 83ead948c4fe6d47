namespace Weir.Lab.Proving;

/// <summary>What comparisons came to, in one word each: the same in every form in which they are told.</summary>
internal static class Verdicts
{
    // What a control may differ from itself: a change within it says nothing of a difference.
    private const double Band = 1.5;

    /// <summary>Whether a target was promised; of a workflow of the user's nothing is.</summary>
    public static bool IsPromised(Comparison comparison) => comparison.Target != 0;

    /// <summary>A comparison alone.</summary>
    public static FindingVerdict Of(Comparison comparison) => (IsPromised(comparison), comparison.Verdict) switch
    {
        _ when comparison.Confidence.High < Math.Min(comparison.Target, IsPromised(comparison) ? 0 : -Band) => FindingVerdict.Regression,
        (false, not ProofVerdict.Undecided) => comparison.Confidence.Low > Band ? FindingVerdict.Better : FindingVerdict.Same,
        (_, ProofVerdict.Met) => FindingVerdict.Met,
        (_, ProofVerdict.NotMet) => FindingVerdict.NotMet,
        _ => FindingVerdict.Undecided,
    };

    public static string Word(FindingVerdict verdict) => verdict switch
    {
        FindingVerdict.Met => "met",
        FindingVerdict.NotMet => "not met",
        FindingVerdict.Regression => "regression",
        FindingVerdict.Better => "better",
        FindingVerdict.Same => "no difference",
        _ => "undecided",
    };

    /// <summary>What a control came to.</summary>
    public static string WordOfControl(Comparison control) => control.Verdict == ProofVerdict.Met ? "sound" : "not sound";
}

/// <summary>What a finding came to.</summary>
internal enum FindingVerdict
{
    /// <summary>All targets are reached.</summary>
    Met,

    /// <summary>A target is missed.</summary>
    NotMet,

    /// <summary>Something certainly got worse.</summary>
    Regression,

    /// <summary>Not known, which is not met.</summary>
    Undecided,

    /// <summary>Nothing was promised, and it got better.</summary>
    Better,

    /// <summary>Nothing was promised, and there is no difference.</summary>
    Same,
}
