namespace Weir.AI;

/// <summary>Counts what a quorum decides. Everything is guarded by one lock, which is taken once for each decision.</summary>
internal sealed class QuorumRecord(IReadOnlyList<BallotMember> members)
{
    private readonly Lock _gate = new();
    private readonly Tally[] _members = [.. members.Select(static member => new Tally(member.Name))];
    private long _passed;
    private long _failed;
    private long _notReached;
    private long _early;
    private long _vetoed;
    private double _scores;
    private TimeSpan _durations;

    /// <summary>Decides a closed ballot, and counts it.</summary>
    public QuorumVerdict Decide(Ballot ballot, TimeSpan duration)
    {
        try
        {
            var verdict = ballot.Decide(duration);
            Count(verdict);
            return verdict;
        }
        catch (QuorumNotReachedException error)
        {
            CountMissed(error.Absent, duration);
            throw;
        }
    }

    public QuorumStatistics Read()
    {
        lock (_gate)
        {
            var decided = _passed + _failed;
            var all = decided + _notReached;
            return new QuorumStatistics(
                all, _passed, _failed, _notReached, _early, _vetoed, decided == 0 ? 0 : _scores / decided, all == 0 ? TimeSpan.Zero : _durations / all, [.. _members.Select(static member => member.Read())]);
        }
    }

    private void Count(QuorumVerdict verdict)
    {
        lock (_gate)
        {
            _passed += verdict.Passed ? 1 : 0;
            _failed += verdict.Passed ? 0 : 1;
            _early += verdict.Absent.Any(static one => one.Why == AbsenceKind.NotNeeded) ? 1 : 0;
            _vetoed += verdict.VetoedBy is null ? 0 : 1;
            _scores += verdict.Score;
            _durations += verdict.Duration;
            foreach (var vote in verdict.Votes)
            {
                Find(vote.Member).Add(vote, verdict.Passed);
            }

            CountAbsent(verdict.Absent);
        }
    }

    private void CountMissed(IReadOnlyList<AbsentMember> absent, TimeSpan duration)
    {
        lock (_gate)
        {
            _notReached++;
            _durations += duration;
            CountAbsent(absent);
        }
    }

    private void CountAbsent(IReadOnlyList<AbsentMember> absent)
    {
        foreach (var one in absent)
        {
            Find(one.Member).Add(one.Why);
        }
    }

    private Tally Find(string member) => _members.First(one => one.Name == member);

    private sealed class Tally(string name)
    {
        private readonly long[] _absences = new long[Enum.GetValues<AbsenceKind>().Length];
        private long _for;
        private long _against;
        private long _dissents;
        private double _confidences;
        private TimeSpan _durations;

        public string Name => name;

        public void Add(CountedVote vote, bool passed)
        {
            _for += vote.Vote.Passes ? 1 : 0;
            _against += vote.Vote.Passes ? 0 : 1;
            _dissents += vote.Vote.Passes == passed ? 0 : 1;
            _confidences += vote.Vote.Confidence;
            _durations += vote.Duration;
        }

        public void Add(AbsenceKind why) => _absences[(int)why]++;

        public QuorumMemberStatistics Read()
        {
            var votes = _for + _against;
            return new QuorumMemberStatistics(
                name, _for, _against, _dissents, _absences[(int)AbsenceKind.Failed], _absences[(int)AbsenceKind.TimedOut], _absences[(int)AbsenceKind.NotNeeded],
                votes == 0 ? 0 : _confidences / votes, votes == 0 ? TimeSpan.Zero : _durations / votes);
        }
    }
}
