using System.Globalization;
using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>Keeps runs in memory, with their values as they are: nothing is turned into text, and nothing outlives the process.</summary>
/// <param name="maxEndedRuns">How many runs that completed, failed or were cancelled are kept; default 1,000, from 0. The oldest are forgotten first; paused ones never are.</param>
public sealed class InMemoryRunStore(int maxEndedRuns = 1000) : IRunStore
{
    private readonly int _maxEndedRuns = Require.InRange(maxEndedRuns, 0, int.MaxValue);
    private readonly Lock _gate = new();

    // Under _gate. _order counts runs in the order in which they began.
    private readonly Dictionary<string, (RunLog Log, List<RunEvent> Events, long Order)> _runs = new(StringComparer.Ordinal);
    private readonly Queue<string> _ended = new();
    private long _order;

    /// <inheritdoc/>
    public ValueTask AppendAsync(string runId, long expectedLast, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken = default)
    {
        Require.Text(runId);
        ArgumentNullException.ThrowIfNull(events);
        lock (_gate)
        {
            var isKnown = _runs.TryGetValue(runId, out var run);
            run = isKnown ? run : (new RunLog(runId), [], _order);
            try
            {
                run.Log.RequireLast(expectedLast);
            }
            catch (RunConflictException conflict)
            {
                return ValueTask.FromException(conflict);
            }

            if (!isKnown)
            {
                _order++;
                _runs.Add(runId, run);
            }

            foreach (var one in events)
            {
                run.Events.Add(one);
                run.Log.Add(one);
            }

            if (events[^1] is RunEnded)
            {
                Forget(runId);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunEvent> ReadAsync(string runId, long from = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        RunEvent[] events;
        lock (_gate)
        {
            events = _runs.TryGetValue(runId, out var run) ? [.. run.Events] : [];
        }

        await Task.CompletedTask.ConfigureAwait(RunQueue.IsHere);
        foreach (var one in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (one.Sequence >= from)
            {
                yield return one;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<RunPage> ListAsync(RunFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        lock (_gate)
        {
            return new ValueTask<RunPage>(RunPaging.Page(filter, _runs.Values.Select(static run => (run.Log, run.Order))));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IAsyncDisposable?> TryLeaseAsync(string runId, CancellationToken cancellationToken = default) =>
        new(_leases.TryTake(runId));

    private readonly RunLeases _leases = new();

    /// <summary>Keeps no more ended runs than wanted. Under the lock.</summary>
    private void Forget(string ended)
    {
        _ended.Enqueue(ended);
        while (_ended.Count > _maxEndedRuns)
        {
            var oldest = _ended.Dequeue();
            if (_runs.TryGetValue(oldest, out var run) && run.Log.Status is not (RunStatus.Running or RunStatus.Paused))
            {
                _runs.Remove(oldest);
            }
        }
    }
}
