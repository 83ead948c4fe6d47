namespace Weir.AI;

/// <summary>What a quorum has decided so far.</summary>
/// <param name="Decisions">How often it was asked and the caller did not give up: the sum of the next three.</param>
/// <param name="Passed">How many cases passed.</param>
/// <param name="Failed">How many did not.</param>
/// <param name="NotReached">How often too few voted.</param>
/// <param name="DecidedEarly">How often somebody was not needed.</param>
/// <param name="Vetoed">How often a veto decided.</param>
/// <param name="MeanScore">The mean score of cases that were decided; 0 without any.</param>
/// <param name="MeanDuration">The mean time of a decision, not reached ones included; zero without any.</param>
/// <param name="Members">The members, in their order.</param>
public sealed record QuorumStatistics(
    long Decisions, long Passed, long Failed, long NotReached, long DecidedEarly, long Vetoed, double MeanScore, TimeSpan MeanDuration, IReadOnlyList<QuorumMemberStatistics> Members);

/// <summary>How a member has voted so far.</summary>
/// <param name="Name">The member.</param>
/// <param name="ForVotes">Its votes for a case.</param>
/// <param name="AgainstVotes">Its votes against one.</param>
/// <param name="Dissents">Its votes that were against the outcome.</param>
/// <param name="Failed">How often it failed.</param>
/// <param name="TimedOut">How often it was too late.</param>
/// <param name="NotNeeded">How often it was cancelled because the outcome was certain.</param>
/// <param name="MeanConfidence">The mean confidence of its votes; 0 without any.</param>
/// <param name="MeanDuration">The mean time of its votes; zero without any.</param>
public sealed record QuorumMemberStatistics(
    string Name, long ForVotes, long AgainstVotes, long Dissents, long Failed, long TimedOut, long NotNeeded, double MeanConfidence, TimeSpan MeanDuration);
