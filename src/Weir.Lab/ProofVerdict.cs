namespace Weir.Lab;

/// <summary>What a comparison came to.</summary>
public enum ProofVerdict
{
    /// <summary>The lower end of the interval reaches the target, and every check of the workload its own.</summary>
    Met,

    /// <summary>The interval is at most 3 points wide to each side, and its lower end below the target; or a check failed.</summary>
    NotMet,

    /// <summary>Not known, which is not met: the interval is wider than 3 points to each side and not all above the target, or the change had not settled and may yet miss it.</summary>
    Undecided,
}
