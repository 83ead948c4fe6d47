using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>A <see cref="FileRunStore"/> that is opened when the host starts, or when it is used first: services are made without waiting.</summary>
internal sealed class HostedFileStore(string path) : IRunStore, IAsyncDisposable
{
    private readonly Lazy<Task<FileRunStore>> _store = new(() => FileRunStore.OpenAsync(path).AsTask());

    public Task OpenAsync() => _store.Value;

    public async ValueTask AppendAsync(string runId, long expectedLast, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken = default)
    {
        var store = await _store.Value.ConfigureAwait(RunQueue.IsHere);
        await store.AppendAsync(runId, expectedLast, events, cancellationToken).ConfigureAwait(RunQueue.IsHere);
    }

    public async IAsyncEnumerable<RunEvent> ReadAsync(string runId, long from = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var store = await _store.Value.ConfigureAwait(RunQueue.IsHere);
        await foreach (var one in store.ReadAsync(runId, from, cancellationToken).ConfigureAwait(RunQueue.IsHere))
        {
            yield return one;
        }
    }

    public async ValueTask<RunPage> ListAsync(RunFilter filter, CancellationToken cancellationToken = default)
    {
        var store = await _store.Value.ConfigureAwait(RunQueue.IsHere);
        return await store.ListAsync(filter, cancellationToken).ConfigureAwait(RunQueue.IsHere);
    }

    public async ValueTask<IAsyncDisposable?> TryLeaseAsync(string runId, CancellationToken cancellationToken = default)
    {
        var store = await _store.Value.ConfigureAwait(RunQueue.IsHere);
        return await store.TryLeaseAsync(runId, cancellationToken).ConfigureAwait(RunQueue.IsHere);
    }

    public async ValueTask DisposeAsync()
    {
        // One that could not be opened has said so to whoever tried.
        if (_store.IsValueCreated)
        {
            await ((Task)_store.Value).ConfigureAwait(RunQueue.Quietly);
            if (_store.Value.IsCompletedSuccessfully)
            {
                var store = await _store.Value.ConfigureAwait(RunQueue.IsHere);
                await store.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
            }
        }
    }
}
