namespace Weir.Tests.Execution.Journal;

/// <summary>A store whose process is gone after so many events: what comes then is lost, also the rest of a batch.</summary>
internal sealed class DyingStore(IRunStore inner, int events) : IRunStore
{
    private int _left = events;

    public async ValueTask AppendAsync(string runId, long expectedLast, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken = default)
    {
        var some = Math.Min(_left, events.Count);
        _left -= some;
        if (some > 0)
        {
            await inner.AppendAsync(runId, expectedLast, [.. events.Take(some)], cancellationToken);
        }

        if (some < events.Count)
        {
            throw new IOException("The process is gone.");
        }
    }

    public IAsyncEnumerable<RunEvent> ReadAsync(string runId, long from = 0, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(runId, from, cancellationToken);

    public ValueTask<RunPage> ListAsync(RunFilter filter, CancellationToken cancellationToken = default) => inner.ListAsync(filter, cancellationToken);

    public ValueTask<IAsyncDisposable?> TryLeaseAsync(string runId, CancellationToken cancellationToken = default) => inner.TryLeaseAsync(runId, cancellationToken);
}
