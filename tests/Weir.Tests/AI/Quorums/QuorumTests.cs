using Weir.AI;
using Weir.Testing;

namespace Weir.Tests.AI.Quorums;

public class QuorumTests
{
    private static readonly QuorumOptions HearAll = new() { DecidesEarly = false };

    [Fact]
    public async Task Decide_WhenFourAreSlightlyInFavour_Passes()
    {
        var verdict = await DecideAsync(HearAll, [.. "abcd".Select(static name => Members.For(name.ToString(), confidence: 0.55))]);
        Assert.True(verdict.Passed);
        Assert.Equal(0.775, verdict.Score, 12);
        Assert.Empty(verdict.Dissent);
    }

    [Fact]
    public async Task Decide_WhenAllAreUnsure_DoesNotPass()
    {
        var verdict = await DecideAsync(HearAll, Members.For("a", confidence: 0.1), Members.For("b", confidence: 0.1));
        Assert.Equal(0.55, verdict.Score, 12);
        Assert.False(verdict.Passed);
    }

    [Fact]
    public async Task Decide_CountsVotesForAndAgainstAlike()
    {
        QuorumMember<string>[] votes = [Members.For("a", 2, 0.9), Members.Against("b", 1.5, 0.4), Members.For("c", 1, 0.2)];
        QuorumMember<string>[] mirrored = [Members.Against("a", 2, 0.9), Members.For("b", 1.5, 0.4), Members.Against("c", 1, 0.2)];
        var score = (await DecideAsync(HearAll, votes)).Score;
        Assert.Equal(1 - score, (await DecideAsync(HearAll, mirrored)).Score, 12);
    }

    [Fact]
    public async Task Decide_NamesThoseWhoWereAgainstTheOutcome()
    {
        var verdict = await DecideAsync(HearAll, Members.For("a", 2), Members.For("b", 2), Members.Against("c", 1, 0.5));
        Assert.True(verdict.Passed);
        Assert.Equal("c", Assert.Single(verdict.Dissent).Member);
        Assert.Equal((5, 5), (verdict.ParticipatingWeight, verdict.TotalWeight));
    }

    [Fact]
    public async Task Decide_AsSoonAsTheOutcomeIsCertain_CancelsTheRest()
    {
        var (late, _, _, cancelled) = Members.Waiting("late");
        var verdict = await DecideAsync(new QuorumOptions(), Members.For("a", 2), Members.For("b", 2), late);
        Assert.True(verdict.Passed);
        Assert.Equal(AbsenceKind.NotNeeded, Assert.Single(verdict.Absent).Why);
        Assert.Contains(verdict.DecidedBy, (string[])["a", "b"]);
        await cancelled.WaitAsync(Some.Token);
    }

    [Fact]
    public async Task Decide_WhileSomebodyMayStillVeto_Waits()
    {
        var (member, vote, _, _) = Members.Waiting("security");
        var deciding = DecideAsync(new QuorumOptions { MinWeight = 5 }, Members.For("a", 5), member with { HasVeto = true });
        Assert.False(deciding.IsCompleted);
        vote.SetResult(new QuorumVote(false, 0.2, "a hole"));
        var verdict = await deciding;
        Assert.False(verdict.Passed);
        Assert.Equal("security", verdict.VetoedBy);
    }

    [Fact]
    public async Task Decide_AfterAVeto_WaitsForNobody()
    {
        var (late, _, _, cancelled) = Members.Waiting("late");
        var verdict = await DecideAsync(new QuorumOptions(), late, Members.Against("security", 0.5) with { HasVeto = true });
        Assert.Equal("security", verdict.VetoedBy);
        await cancelled.WaitAsync(Some.Token);
    }

    [Fact]
    public async Task Decide_WhenTooFewVote_SaysWhoWasAbsentAndWhy()
    {
        var error = await Assert.ThrowsAsync<QuorumNotReachedException>(() => DecideAsync(HearAll, Members.For("a"), Members.Failing("b"), Members.Failing("c")));
        Assert.Equal("Members of weight 1 of 3 voted, and a decision needs 1.5; absent: b (InvalidOperationException: it broke); c (InvalidOperationException: it broke)", error.Message);
        Assert.All(error.Absent, static one => Assert.Equal(AbsenceKind.Failed, one.Why));
    }

    [Fact]
    public async Task Decide_WhenOneFails_DecidesWithTheRest()
    {
        var verdict = await DecideAsync(HearAll, Members.For("a"), Members.For("b"), Members.Failing("c", new OperationCanceledException("its own")));
        Assert.True(verdict.Passed);
        Assert.Equal(2, verdict.ParticipatingWeight);
        Assert.Equal("OperationCanceledException: its own", Assert.Single(verdict.Absent).Reason);
    }

    [Theory]
    [InlineData(1.2)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public async Task Decide_WhenAConfidenceIsOutOfRange_DoesNotCountTheVote(double confidence)
    {
        var verdict = await DecideAsync(HearAll, Members.For("a"), Members.For("b", confidence: confidence), Members.For("c"));
        Assert.Contains("must be from 0 to 1", Assert.Single(verdict.Absent).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decide_WhenAMemberIsTooSlow_GoesOnWithoutIt()
    {
        var time = new ManualTime();
        var (late, _, asked, cancelled) = Members.Waiting("late");
        var deciding = DecideAsync(HearAll with { Time = time }, Members.For("a"), late with { Timeout = TimeSpan.FromSeconds(5) });
        await asked.WaitAsync(Some.Token);
        time.Advance(TimeSpan.FromSeconds(5));
        var verdict = await deciding;
        Assert.Equal("It did not vote within 00:00:05.", Assert.Single(verdict.Absent).Reason);
        await cancelled.WaitAsync(Some.Token);
    }

    [Fact]
    public async Task Decide_AtTheDeadline_LeavesBehindWhoIgnoresIt()
    {
        var time = new ManualTime();
        var deaf = QuorumMember.From<string>("deaf", static async (_, _) =>
        {
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            return null!;
        });
        var deciding = DecideAsync(HearAll with { Time = time, Deadline = TimeSpan.FromSeconds(9) }, deaf);
        await time.WaitForTimersAsync(2, Some.Token);
        time.Advance(TimeSpan.FromSeconds(9));
        var error = await Assert.ThrowsAsync<QuorumNotReachedException>(() => deciding);
        Assert.Equal((AbsenceKind.TimedOut, "It had not voted when the deadline of 00:00:09 was over."), (error.Absent[0].Why, error.Absent[0].Reason));
    }

    [Fact]
    public async Task Decide_WhenTheCallerGivesUp_CancelsTheMembers()
    {
        using var stop = new CancellationTokenSource();
        var (late, _, asked, cancelled) = Members.Waiting("late");
        var deciding = new Quorum<string>([late]).DecideAsync("case", stop.Token);
        await asked.WaitAsync(Some.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => deciding);
        await cancelled.WaitAsync(Some.Token);
    }

    [Fact]
    public async Task Statistics_AddUp()
    {
        var (late, _, _, _) = Members.Waiting("late");
        var quorum = new Quorum<string>([Members.For("a", 2), Members.Against("b", 1, 0.1), late with { Weight = 0.5 }], new QuorumOptions { Deadline = TimeSpan.FromSeconds(5) });
        for (var decision = 0; decision < 3; decision++)
        {
            await quorum.DecideAsync("case", Some.Token);
        }

        var statistics = quorum.GetStatistics();
        Assert.Equal((3, 3, 0, 0), (statistics.Decisions, statistics.Passed, statistics.Failed, statistics.NotReached));
        Assert.All(statistics.Members, member => Assert.Equal(3, member.ForVotes + member.AgainstVotes + member.Failed + member.TimedOut + member.NotNeeded));
        Assert.Equal(3, statistics.Members[2].NotNeeded);
        Assert.Equal(statistics.Members[1].AgainstVotes, statistics.Members[1].Dissents);
    }

    [Fact]
    public void Quorum_WhenItsMembersOrOptionsAreWrong_SaysSo()
    {
        Assert.StartsWith("A quorum needs at least one member.", Refused([]), StringComparison.Ordinal);
        Assert.StartsWith("Two members are called 'a'; give each a name of its own.", Refused([Members.For("a"), Members.For("a")]), StringComparison.Ordinal);
        Assert.StartsWith("The weights of the members sum to 0; give at least one a weight above 0.", Refused([Members.For("a", 0)]), StringComparison.Ordinal);
        Assert.StartsWith(
            "The minimum weight is 3, and the weights of the members sum to 2; it must not be more.", Refused([Members.For("a", 2)], new QuorumOptions { MinWeight = 3 }), StringComparison.Ordinal);
        Assert.StartsWith("The threshold is 1.5; it must be from 0 to 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new QuorumOptions { Threshold = 1.5 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("The weight of the member 'a' is 11; it must be from 0 to 10.", Assert.Throws<ArgumentOutOfRangeException>(() => Members.For("a", 11)).Message, StringComparison.Ordinal);
    }

    private static string Refused(QuorumMember<string>[] members, QuorumOptions? options = null) => Assert.Throws<ArgumentException>(() => new Quorum<string>(members, options)).Message;

    private static Task<QuorumVerdict> DecideAsync(QuorumOptions options, params QuorumMember<string>[] members) => new Quorum<string>(members, options).DecideAsync("case", Some.Token);
}
