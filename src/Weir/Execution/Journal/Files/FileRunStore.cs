using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>Keeps runs in one file, a line of JSON for each event. One process at a time has the file.</summary>
/// <remarks>
/// An append is on the disk when it completes: what comes while the disk is busy is written and flushed together. A tail that was torn
/// by a crash is cut off when the file is opened; damage anywhere else is refused.
/// </remarks>
public sealed class FileRunStore : IRunStore, IAsyncDisposable
{
    private readonly RunFile _file;
    private readonly RunLeases _leases = new();

    private FileRunStore(RunFile file) => _file = file;

    internal RunFile File => _file;

    /// <summary>The file.</summary>
    public string Path => _file.Path;

    /// <summary>How many bytes of a torn tail were cut off when the file was opened.</summary>
    public long CutBytes => _file.CutBytes;

    /// <summary>Opens a journal, or makes it.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="cancellationToken">Cancels reading what is there.</param>
    /// <returns>The store.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or no journal; the message has the line.</exception>
    /// <exception cref="IOException">Another process has the file, or it cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or not ours to write.</exception>
    public static async ValueTask<FileRunStore> OpenAsync(string path, CancellationToken cancellationToken = default) =>
        new(await RunFile.OpenAsync(Require.Text(path), cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public ValueTask AppendAsync(string runId, long expectedLast, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken = default)
    {
        Require.Text(runId);
        ArgumentNullException.ThrowIfNull(events);
        return new ValueTask(_file.AppendAsync(new PendingAppend(runId, expectedLast, events)));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunEvent> ReadAsync(string runId, long from = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var block in _file.BlocksOf(Require.Text(runId)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var one in await _file.ReadAsync(block, cancellationToken).ConfigureAwait(false))
            {
                if (one.Sequence >= from)
                {
                    yield return one;
                }
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<RunPage> ListAsync(RunFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new ValueTask<RunPage>(_file.List(filter));
    }

    /// <inheritdoc/>
    public ValueTask<IAsyncDisposable?> TryLeaseAsync(string runId, CancellationToken cancellationToken = default) => new(_leases.TryTake(runId));

    /// <summary>Writes what waits and closes the file.</summary>
    /// <returns>A task that ends when it is closed.</returns>
    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
