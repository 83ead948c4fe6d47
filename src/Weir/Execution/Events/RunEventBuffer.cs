using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>
/// The events of one run, to be read while it runs: give it as <see cref="RunOptions.Progress"/>, then enumerate it. Many may read at once,
/// each from where it likes; a reader ends behind the end of the run.
/// </summary>
/// <remarks>
/// The run never waits for a reader. Outcomes are all kept; of what only tells of progress (<see cref="RunEvent.IsOutcome"/> is false) the
/// latest are, and <see cref="Dropped"/> counts the others.
/// </remarks>
/// <param name="capacity">How many events of progress are kept; default 1,024, from 0.</param>
public sealed class RunEventBuffer(int capacity = 1024) : IProgress<RunEvent>, IAsyncEnumerable<RunEvent>
{
    private readonly int _capacity = Require.AtLeast(capacity, 0, nameof(capacity));
    private readonly Lock _gate = new();

    // All under _gate; each in ascending order of sequence.
    private readonly List<RunEvent> _outcomes = [];
    private readonly Queue<RunEvent> _progress = new();
    private TaskCompletionSource _more = NewSignal();
    private long _dropped;

    /// <summary>How many events of progress were dropped, whether or not somebody had read them.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Adds an event; the run calls this.</summary>
    /// <param name="value">The event.</param>
    public void Report(RunEvent value)
    {
        ArgumentNullException.ThrowIfNull(value);
        TaskCompletionSource more;
        lock (_gate)
        {
            if (value.IsOutcome)
            {
                _outcomes.Add(value);
            }
            else
            {
                _progress.Enqueue(value);
                if (_progress.Count > _capacity)
                {
                    _progress.Dequeue();
                    Interlocked.Increment(ref _dropped);
                }
            }

            (more, _more) = (_more, NewSignal());
        }

        more.SetResult();
    }

    /// <summary>Reads from an event on.</summary>
    /// <param name="sequence">The number of the first event that is wanted.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <returns>The events in order, those that come included, up to the end of the run.</returns>
    public async IAsyncEnumerable<RunEvent> FromAsync(long sequence, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            RunEvent[] some;
            Task more;
            lock (_gate)
            {
                some = [.. Merged(sequence)];
                more = _more.Task;
            }

            foreach (var one in some)
            {
                yield return one;
                if (one is RunEnded)
                {
                    yield break;
                }
            }

            if (some.Length > 0)
            {
                sequence = some[^1].Sequence + 1;
            }
            else
            {
                await more.WaitAsync(cancellationToken).ConfigureAwait(RunQueue.IsHere);
            }
        }
    }

    /// <summary>Reads from the first event on.</summary>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <returns>The events in order.</returns>
    public IAsyncEnumerator<RunEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        FromAsync(0, cancellationToken).GetAsyncEnumerator(cancellationToken);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private IEnumerable<RunEvent> Merged(long from)
    {
        var at = FirstOutcome(from);
        using var progress = _progress.Where(one => one.Sequence >= from).GetEnumerator();
        var hasProgress = progress.MoveNext();
        while (at < _outcomes.Count || hasProgress)
        {
            if (!hasProgress || (at < _outcomes.Count && _outcomes[at].Sequence < progress.Current.Sequence))
            {
                yield return _outcomes[at++];
            }
            else
            {
                yield return progress.Current;
                hasProgress = progress.MoveNext();
            }
        }
    }

    private int FirstOutcome(long from)
    {
        var (low, high) = (0, _outcomes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _outcomes[middle].Sequence < from ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
