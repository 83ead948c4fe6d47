using System.Diagnostics;

namespace Weir.AI;

/// <summary>
/// The count of one decision. Each vote says how probable it is that the case should pass (<see cref="QuorumVote.Probability"/>); the score is their mean by weight.
/// The outcome is certain once it holds whatever the rest does: the mean is lowest if all of them vote against with full confidence, highest if all vote for, and one that stays away lies in between.
/// Not safe for parallel calls: one reader counts.
/// </summary>
internal sealed class Ballot(IReadOnlyList<BallotMember> members, double threshold, double minWeight)
{
    // What adding up in another order may change, many times over.
    private const double Tolerance = 1e-12;

    private readonly CountedVote?[] _votes = new CountedVote?[members.Count];
    private readonly AbsentMember?[] _absent = new AbsentMember?[members.Count];

    /// <summary>The member whose vote made the outcome certain.</summary>
    public string? DecidedBy { get; private set; }

    public string? VetoedBy { get; private set; }

    public double TotalWeight { get; } = members.Sum(static member => member.Weight);

    public IReadOnlyList<AbsentMember> Absent => [.. _absent.OfType<AbsentMember>()];

    public double ParticipatingWeight => _votes.Sum(static vote => vote?.Weight ?? 0);

    /// <summary>Whether there is nobody left to wait for.</summary>
    public bool IsComplete => Enumerable.Range(0, members.Count).All(IsIn);

    /// <summary>Whether nothing that may still come changes the outcome.</summary>
    public bool IsCertain => VetoedBy is not null || CannotBeReached || IsCertainPass || IsCertainFail;

    private bool CannotBeReached => ParticipatingWeight + Outstanding < minWeight - Tolerance && !IsVetoOutstanding;

    private bool IsVetoOutstanding => Enumerable.Range(0, members.Count).Any(index => members[index].HasVeto && !IsIn(index));

    private bool IsReached => ParticipatingWeight >= minWeight - Tolerance && _votes.Any(static vote => vote is not null);

    private bool IsCertainPass => IsReached && Mean(addedWeight: Outstanding, added: 0) >= threshold - Tolerance && !IsVetoOutstanding;

    private bool IsCertainFail => IsReached && Mean(addedWeight: Outstanding, added: Outstanding) < threshold - Tolerance;

    private double Outstanding => Enumerable.Range(0, members.Count).Where(index => !IsIn(index)).Sum(index => members[index].Weight);

    public void Count(int member, QuorumVote vote, TimeSpan duration)
    {
        Debug.Assert(!IsIn(member), "A member votes once.");
        var wasCertain = IsCertain;
        _votes[member] = new CountedVote(members[member].Name, members[member].Weight, vote, duration);
        if (members[member].HasVeto && !vote.Passes)
        {
            VetoedBy ??= members[member].Name;
        }

        if (!wasCertain && IsCertain)
        {
            DecidedBy = members[member].Name;
        }
    }

    public void Miss(int member, AbsenceKind why, string reason)
    {
        Debug.Assert(!IsIn(member), "A member is missed once.");
        _absent[member] = new AbsentMember(members[member].Name, members[member].Weight, why, reason);
    }

    /// <summary>Nobody is waited for any more.</summary>
    public void Close(AbsenceKind why, string reason)
    {
        foreach (var member in Enumerable.Range(0, members.Count).Where(index => !IsIn(index)))
        {
            Miss(member, why, reason);
        }
    }

    /// <summary>The outcome of a ballot that is closed.</summary>
    /// <exception cref="QuorumNotReachedException">Too few voted, and there is no veto.</exception>
    public QuorumVerdict Decide(TimeSpan duration)
    {
        Debug.Assert(IsComplete, "A ballot is closed before it is decided.");
        if (VetoedBy is null && !IsReached)
        {
            throw new QuorumNotReachedException(ParticipatingWeight, minWeight, TotalWeight, Absent);
        }

        var score = Mean(addedWeight: 0, added: 0);
        return new QuorumVerdict
        {
            Passed = VetoedBy is null && score >= threshold - Tolerance,
            Score = score,
            Threshold = threshold,
            Votes = [.. _votes.OfType<CountedVote>()],
            Absent = Absent,
            ParticipatingWeight = ParticipatingWeight,
            TotalWeight = TotalWeight,
            DecidedBy = DecidedBy,
            VetoedBy = VetoedBy,
            Duration = duration,
        };
    }

    private bool IsIn(int member) => _votes[member] is not null || _absent[member] is not null;

    private double Mean(double addedWeight, double added)
    {
        var weight = ParticipatingWeight + addedWeight;
        return weight > 0 ? (_votes.Sum(static vote => vote is null ? 0 : vote.Weight * vote.Vote.Probability) + added) / weight : 0.5;
    }
}

/// <summary>What a ballot knows of a member.</summary>
internal readonly record struct BallotMember(string Name, double Weight, bool HasVeto);
