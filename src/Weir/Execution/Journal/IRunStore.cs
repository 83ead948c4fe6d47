namespace Weir;

/// <summary>Keeps the outcomes of runs, so that a run can be resumed, in this process or another.</summary>
/// <remarks>
/// The events of one run are a list that only grows. <c>RunStoreConformance</c> in the tests of Weir says what a store promises, and
/// every store passes it. All members may be called by many at once, for one run by one at a time who holds its lease.
/// </remarks>
public interface IRunStore
{
    /// <summary>Adds events to a run; when it completes they are kept for good, all or none.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="expectedLast">The number of the last event that is there; -1: the run is new.</param>
    /// <param name="events">The events, at least one, with ascending numbers above that. The list is not to be kept; the events may be.</param>
    /// <param name="cancellationToken">Cancels the wait; the events may be there then or not.</param>
    /// <returns>A task that ends when they are there.</returns>
    /// <exception cref="RunConflictException">The last event is another: somebody else has written, or the run exists already.</exception>
    ValueTask AppendAsync(string runId, long expectedLast, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken = default);

    /// <summary>Reads the events of a run in order; none where there is no such run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="from">The number of the first event that is wanted.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>The events.</returns>
    IAsyncEnumerable<RunEvent> ReadAsync(string runId, long from = 0, CancellationToken cancellationToken = default);

    /// <summary>Lists runs, those that began last first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>One page.</returns>
    ValueTask<RunPage> ListAsync(RunFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Takes a run for oneself, so that no two resume it at once.</summary>
    /// <param name="runId">The run; it need not exist yet.</param>
    /// <param name="cancellationToken">Cancels the try.</param>
    /// <returns>The lease, which ends when it is disposed; null: somebody else has it.</returns>
    ValueTask<IAsyncDisposable?> TryLeaseAsync(string runId, CancellationToken cancellationToken = default);
}
