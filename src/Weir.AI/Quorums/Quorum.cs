using System.Threading.Channels;

namespace Weir.AI;

/// <summary>Asks several members at once whether a case should pass, and decides by their weighted votes as soon as the outcome is certain. docs/quorum.md shows the formula.</summary>
/// <remarks>Immutable but for its statistics; shared by parallel calls.</remarks>
/// <typeparam name="TCase">What is decided about.</typeparam>
public sealed class Quorum<TCase>
{
    private readonly QuorumMember<TCase>[] _members;
    private readonly BallotMember[] _ballot;
    private readonly double _minWeight;
    private readonly QuorumRecord _record;

    /// <summary>Takes the members.</summary>
    /// <param name="members">At least one; names are unique, and the weights sum to more than 0.</param>
    /// <param name="options">How it decides; default <c>new QuorumOptions()</c>.</param>
    /// <exception cref="ArgumentException">There is no member, two have one name, the weights sum to 0, or the minimum weight is more than their sum.</exception>
    public Quorum(IEnumerable<QuorumMember<TCase>> members, QuorumOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(members);
        _members = [.. members];
        Options = options ?? new QuorumOptions();
        if (_members.Length == 0)
        {
            throw new ArgumentException("A quorum needs at least one member.", nameof(members));
        }

        if (_members.CountBy(static member => member.Name, StringComparer.Ordinal).FirstOrDefault(static one => one.Value > 1).Key is { } twice)
        {
            throw new ArgumentException($"Two members are called '{twice}'; give each a name of its own.", nameof(members));
        }

        var total = _members.Sum(static member => member.Weight);
        if (total <= 0)
        {
            throw new ArgumentException("The weights of the members sum to 0; give at least one a weight above 0.", nameof(members));
        }

        _minWeight = Options.MinWeight ?? total / 2;
        if (_minWeight > total)
        {
            throw new ArgumentException(FormattableString.Invariant($"The minimum weight is {_minWeight}, and the weights of the members sum to {total}; it must not be more."), nameof(options));
        }

        _ballot = [.. _members.Select(static member => new BallotMember(member.Name, member.Weight, member.HasVeto))];
        _record = new QuorumRecord(_ballot);
    }

    /// <summary>How it decides.</summary>
    public QuorumOptions Options { get; }

    /// <summary>The members, in their order.</summary>
    public IReadOnlyList<QuorumMember<TCase>> Members => _members;

    /// <summary>What it has decided so far.</summary>
    /// <returns>The figures at this moment, of all calls that have ended.</returns>
    public QuorumStatistics GetStatistics() => _record.Read();

    /// <summary>Asks all members side by side.</summary>
    /// <remarks>A member that ignores its token is left behind, not waited for.</remarks>
    /// <param name="subject">The case.</param>
    /// <param name="cancellationToken">Gives up, and cancels the members.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="QuorumNotReachedException">Members of less than the minimum weight voted.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<QuorumVerdict> DecideAsync(TCase subject, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var started = Options.Time.GetTimestamp();
        var ballot = new Ballot(_ballot, Options.Threshold, _minWeight);
        var answers = Channel.CreateUnbounded<Answer>(new UnboundedChannelOptions { SingleReader = true });
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asked = Task.WhenAll(Enumerable.Range(0, _members.Length).Select(index => Task.Run(() => AskAsync(index, subject, answers.Writer, stop.Token), CancellationToken.None)));
        try
        {
            await CountAsync(ballot, answers.Reader, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);

            // Not waited for: who ignores the token would hold up the outcome.
            _ = asked.ContinueWith(static (_, stop) => ((CancellationTokenSource)stop!).Dispose(), stop, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return _record.Decide(ballot, Options.Time.GetElapsedTime(started));
    }

    private async Task CountAsync(Ballot ballot, ChannelReader<Answer> answers, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Options.Deadline, Options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        while (!ballot.IsComplete && !(Options.DecidesEarly && ballot.IsCertain))
        {
            try
            {
                (await answers.ReadAsync(either.Token).ConfigureAwait(false)).Enter(ballot);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                ballot.Close(AbsenceKind.TimedOut, $"It had not voted when the deadline of {Options.Deadline} was over.");
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        ballot.Close(AbsenceKind.NotNeeded, "The outcome was certain without it.");
    }

    private async Task AskAsync(int index, TCase subject, ChannelWriter<Answer> answers, CancellationToken cancellationToken)
    {
        var member = _members[index];
        var started = Options.Time.GetTimestamp();
        using var timeout = new CancellationTokenSource(member.Timeout, Options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        Answer answer;
        try
        {
            var vote = await member.Vote(subject, either.Token).AsTask().WaitAsync(either.Token).ConfigureAwait(false);
            answer = vote is null
                ? new Answer(index, null, default, AbsenceKind.Failed, "It gave no vote.")
                : new Answer(index, vote, Options.Time.GetElapsedTime(started), default, "");
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            answer = new Answer(index, null, default, AbsenceKind.TimedOut, $"It did not vote within {member.Timeout}.");
        }
        catch (Exception error)
        {
            answer = new Answer(index, null, default, AbsenceKind.Failed, OneLine(error));
        }

        // The channel has no limit and is never closed, so this holds.
        answers.TryWrite(answer);
    }

    private static string OneLine(Exception error) => $"{error.GetType().Name}: {error.Message.ReplaceLineEndings(" ").Trim()}";

    private sealed record Answer(int Member, QuorumVote? Vote, TimeSpan Duration, AbsenceKind Why, string Reason)
    {
        public void Enter(Ballot ballot)
        {
            if (Vote is { } vote)
            {
                ballot.Count(Member, vote, Duration);
            }
            else
            {
                ballot.Miss(Member, Why, Reason);
            }
        }
    }
}
