namespace Weir.AI;

/// <summary>What a quorum decided, and how.</summary>
public sealed record QuorumVerdict
{
    /// <summary>Whether the case passes: nobody's veto stopped it, and the score is at least the threshold.</summary>
    public required bool Passed { get; init; }

    /// <summary>The mean of what the votes make probable, by weight, from 0 to 1: Σ weight × (1 ± confidence) / 2, divided by the weight of those who voted. 0.5 where only members of weight 0 voted.</summary>
    public required double Score { get; init; }

    /// <summary>The least score with which the case passes.</summary>
    public required double Threshold { get; init; }

    /// <summary>The votes that were counted, in the order of the members.</summary>
    public required IReadOnlyList<CountedVote> Votes { get; init; }

    /// <summary>Who did not vote, and why, in the order of the members.</summary>
    public required IReadOnlyList<AbsentMember> Absent { get; init; }

    /// <summary>The weight of those who voted.</summary>
    public required double ParticipatingWeight { get; init; }

    /// <summary>The weight of all members.</summary>
    public required double TotalWeight { get; init; }

    /// <summary>The member whose vote made the outcome certain; null: the deadline or an absence did.</summary>
    public required string? DecidedBy { get; init; }

    /// <summary>The member whose veto decided, or null.</summary>
    public required string? VetoedBy { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The votes that were against the outcome, in the order of the members.</summary>
    public IEnumerable<CountedVote> Dissent => Votes.Where(vote => vote.Vote.Passes != Passed);
}

/// <summary>A vote that was counted.</summary>
/// <param name="Member">The name of the member.</param>
/// <param name="Weight">How much it counts.</param>
/// <param name="Vote">The vote.</param>
/// <param name="Duration">How long the member took.</param>
public sealed record CountedVote(string Member, double Weight, QuorumVote Vote, TimeSpan Duration);

/// <summary>A member that did not vote.</summary>
/// <param name="Member">The name of the member.</param>
/// <param name="Weight">How much its vote would have counted.</param>
/// <param name="Why">What kept it.</param>
/// <param name="Reason">One sentence.</param>
public sealed record AbsentMember(string Member, double Weight, AbsenceKind Why, string Reason);

/// <summary>Why a member did not vote.</summary>
public enum AbsenceKind
{
    /// <summary>It threw, or what it said is no vote.</summary>
    Failed,

    /// <summary>It took longer than its own time-out, or than the deadline of the quorum.</summary>
    TimedOut,

    /// <summary>The outcome was certain without it, so it was cancelled.</summary>
    NotNeeded,
}
