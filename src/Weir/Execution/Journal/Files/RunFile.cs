using Microsoft.Win32.SafeHandles;

namespace Weir;

/// <summary>The file behind a <see cref="FileRunStore"/>: its end, and where the lines of every run are.</summary>
/// <remarks>
/// Idea: whoever appends while nobody writes becomes the writer, and hands its work to the pool; the writer takes all that waits, writes it
/// in one piece and flushes once. Rules: what is known of runs changes only after the flush; a write that fails is cut off again.
/// </remarks>
internal sealed class RunFile : IAsyncDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly Lock _gate = new();

    // Under _gate. Runs change by the writer alone.
    private readonly Dictionary<string, FiledRun> _runs = new(StringComparer.Ordinal);
    private List<PendingAppend> _waiting = [];
    private bool _isWriting;
    private bool _isClosed;
    private TaskCompletionSource? _idle;

    // The writer's.
    private long _end;
    private byte[] _buffer = [];

    private RunFile(string path, SafeFileHandle handle)
    {
        Path = path;
        _handle = handle;
    }

    /// <summary>Called with what is about to be written, and where; for tests of disks that refuse.</summary>
    internal Action<SafeFileHandle, ReadOnlyMemory<byte>, long>? BeforeWrite { get; set; }

    public string Path { get; }

    public long CutBytes { get; private set; }

    public static async ValueTask<RunFile> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var handle = OpenHandle(path);
        var file = new RunFile(path, handle);
        try
        {
            await Task.Run(() => file.Scan(cancellationToken), cancellationToken).ConfigureAwait(false);
            return file;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static SafeFileHandle OpenHandle(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new UnauthorizedAccessException(
                $"The journal '{path}' cannot be opened for writing; make it and its folder writable for this user, or name another file.", error);
        }
    }

    public Task AppendAsync(PendingAppend append)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(FileRunStore));
            _waiting.Add(append);
            if (_isWriting)
            {
                return append.Done;
            }

            _isWriting = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static file => file.WriteWaiting(), this, preferLocal: false);
        return append.Done;
    }

    /// <summary>Where the lines of a run are, in pieces that lie together.</summary>
    public FileBlock[] BlocksOf(string runId)
    {
        lock (_gate)
        {
            return _runs.TryGetValue(runId, out var run) ? [.. run.Blocks] : [];
        }
    }

    public async ValueTask<IReadOnlyList<RunEvent>> ReadAsync(FileBlock block, CancellationToken cancellationToken)
    {
        var bytes = new byte[block.Length];
        var read = 0;
        while (read < bytes.Length)
        {
            var some = await RandomAccess.ReadAsync(_handle, bytes.AsMemory(read), block.Offset + read, cancellationToken).ConfigureAwait(false);
            if (some == 0)
            {
                throw new InvalidDataException($"{Path}: the file is shorter than it was.");
            }

            read += some;
        }

        var events = new List<RunEvent>();
        foreach (var line in bytes.AsSpan().Split((byte)'\n'))
        {
            if (!bytes.AsSpan(line).IsEmpty)
            {
                events.Add(RunEventJson.Read(bytes.AsSpan(line)));
            }
        }

        return events;
    }

    public RunPage List(RunFilter filter)
    {
        lock (_gate)
        {
            return RunPaging.Page(filter, _runs.Values.Select(static run => (run.Log, run.Order)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task idle;
        lock (_gate)
        {
            _isClosed = true;
            idle = _isWriting ? (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task : Task.CompletedTask;
        }

        await idle.ConfigureAwait(false);
        _handle.Dispose();
    }

    private void WriteWaiting()
    {
        while (true)
        {
            List<PendingAppend> batch;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _isWriting = false;
                    _idle?.SetResult();
                    return;
                }

                (batch, _waiting) = (_waiting, []);
            }

            WriteBatch(Accepted(batch));
        }
    }

    /// <summary>Those whose run is as they expect; of several for one run only the first, and the others follow in the next batch.</summary>
    private List<PendingAppend> Accepted(List<PendingAppend> batch)
    {
        var accepted = new List<PendingAppend>(batch.Count);
        var runs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var append in batch)
        {
            if (!runs.Add(append.RunId))
            {
                lock (_gate)
                {
                    _waiting.Insert(0, append);
                }

                continue;
            }

            try
            {
                var log = _runs.TryGetValue(append.RunId, out var run) ? run.Log : new RunLog(append.RunId);
                log.RequireLast(append.ExpectedLast);
                accepted.Add(append);
            }
            catch (RunConflictException conflict)
            {
                append.Fail(conflict);
            }
        }

        return accepted;
    }

    private void WriteBatch(List<PendingAppend> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            var length = batch.Sum(static append => append.Bytes.Length);
            if (_buffer.Length < length)
            {
                _buffer = new byte[Math.Max(length, 2 * _buffer.Length)];
            }

            var at = 0;
            foreach (var append in batch)
            {
                append.Bytes.CopyTo(_buffer.AsSpan(at));
                at += append.Bytes.Length;
            }

            BeforeWrite?.Invoke(_handle, _buffer.AsMemory(0, length), _end);
            RandomAccess.Write(_handle, _buffer.AsSpan(0, length), _end);
            RandomAccess.FlushToDisk(_handle);
        }
        catch (Exception error)
        {
            CutBack();
            foreach (var append in batch)
            {
                append.Fail(new IOException($"The journal '{Path}' cannot be written: {error.Message}", error));
            }

            return;
        }

        lock (_gate)
        {
            foreach (var append in batch)
            {
                Add(append);
            }
        }

        foreach (var append in batch)
        {
            append.Complete();
        }
    }

    private void CutBack()
    {
        try
        {
            RandomAccess.SetLength(_handle, _end);
        }
        catch (IOException)
        {
            // The disk refuses this too. What is written next begins at the same place, and whoever opens the file cuts off what is torn.
            _buffer = [];
        }
    }

    private void Add(PendingAppend append)
    {
        for (var i = 0; i < append.Events.Length; i++)
        {
            Add(append.Events[i], _end, append.Lengths[i]);
            _end += append.Lengths[i];
        }
    }

    private void Add(RunEvent one, long offset, int length)
    {
        if (!_runs.TryGetValue(one.RunId, out var run))
        {
            _runs.Add(one.RunId, run = new FiledRun(new RunLog(one.RunId), _runs.Count));
        }

        run.Add(one, offset, length);
    }

    private void Scan(CancellationToken cancellationToken)
    {
        var lines = new LineReader(_handle);
        var number = 0;
        (int Line, long Offset, string Reason)? torn = null;
        while (lines.TryRead(out var line, out var offset, out var isWhole))
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            RunEvent? one = null;
            var reason = "the line has no end";
            if (isWhole)
            {
                try
                {
                    one = RunEventJson.Read(line);
                }
                catch (System.Text.Json.JsonException error)
                {
                    reason = error.Message;
                }
            }

            if (one is null)
            {
                torn ??= (number, offset, reason);
                continue;
            }

            if (torn is { } bad)
            {
                throw new InvalidDataException($"{Path}:{bad.Line}: {bad.Reason.TrimEnd('.')}. There are events behind it, so this is no torn end; nothing was changed.");
            }

            Check(one, number);
            Add(one, offset, line.Length + 1);
            _end = offset + line.Length + 1;
        }

        if (torn is { } tail)
        {
            if (_end == 0)
            {
                throw new InvalidDataException($"{Path}:{tail.Line}: {tail.Reason} The file has no event at all, so it is no journal; nothing was changed.");
            }

            var length = RandomAccess.GetLength(_handle);
            CutBytes = length - _end;
            RandomAccess.SetLength(_handle, _end);
            RandomAccess.FlushToDisk(_handle);
        }
    }

    private void Check(RunEvent one, int line)
    {
        var last = _runs.TryGetValue(one.RunId, out var run) ? run.Log.Last : -1;
        if (one.Sequence <= last || (last < 0 && one is not RunStarted))
        {
            throw new InvalidDataException(
                $"{Path}:{line}: The run '{one.RunId}' goes on with event {one.Sequence} behind {(last < 0 ? "nothing" : last)}; events are missing or twice. Nothing was changed.");
        }
    }
}
