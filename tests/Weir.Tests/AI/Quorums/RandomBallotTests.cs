using System.Globalization;
using Weir.AI;

namespace Weir.Tests.AI.Quorums;

/// <summary>Deciding early is deciding right: whatever the order in which votes come in, the outcome is that of all of them.</summary>
public class RandomBallotTests
{
    private static readonly int Cases = int.Parse(Environment.GetEnvironmentVariable("WEIR_RANDOM_CASES") ?? "2000", CultureInfo.InvariantCulture);

    [Fact]
    public void Ballot_OnceCertain_DecidesAsAllVotesWould()
    {
        var early = 0;
        for (var seed = 0; seed < Cases; seed++)
        {
            early += Try(new Random(seed), seed) ? 1 : 0;
        }

        Assert.InRange(early, Cases / 10, Cases);
    }

    /// <returns>Whether it was certain before the end.</returns>
    private static bool Try(Random random, int seed)
    {
        var members = Enumerable.Range(0, random.Next(1, 7)).Select(index => new BallotMember($"m{index}", random.Next(0, 9) / 4.0, random.Next(8) == 0)).ToArray();
        members[0] = members[0] with { Weight = 1 };

        // Coarse steps, so that scores meet the threshold to the point.
        var votes = members.Select(_ => random.Next(10) == 0 ? null : new QuorumVote(random.Next(2) == 0, random.Next(0, 5) / 4.0, "so it is")).ToArray();
        var threshold = random.Next(0, 9) / 8.0;
        var minimum = members.Sum(static member => member.Weight) * random.Next(0, 5) / 4;
        var order = Enumerable.Range(0, members.Length).ToArray();
        random.Shuffle(order);

        var full = new Ballot(members, threshold, minimum);
        var partial = new Ballot(members, threshold, minimum);
        foreach (var index in order)
        {
            Enter(full, index, votes[index]);
            if (!partial.IsCertain)
            {
                Enter(partial, index, votes[index]);
            }
        }

        var wasEarly = !partial.IsComplete;
        partial.Close(AbsenceKind.NotNeeded, "certain");
        Assert.True(Outcome(full) == Outcome(partial), $"seed {seed}: {Outcome(full)} with all votes, {Outcome(partial)} as soon as it was certain");
        return wasEarly;
    }

    private static void Enter(Ballot ballot, int index, QuorumVote? vote)
    {
        if (vote is null)
        {
            ballot.Miss(index, AbsenceKind.Failed, "it failed");
        }
        else
        {
            ballot.Count(index, vote, TimeSpan.Zero);
        }
    }

    private static string Outcome(Ballot ballot)
    {
        try
        {
            return ballot.Decide(TimeSpan.Zero).Passed ? "passed" : "failed";
        }
        catch (QuorumNotReachedException)
        {
            return "not reached";
        }
    }
}
