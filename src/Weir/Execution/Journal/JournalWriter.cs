namespace Weir;

/// <summary>Writes the outcomes of one run to a store, in order. What comes while a write is under way goes into the next one, together.</summary>
internal sealed class JournalWriter(IRunStore store, string runId, CodecTable? codecs, long last = -1)
{
    private readonly Lock _gate = new();

    // All under _gate. _batch completes when what is being written is; _nextBatch when what waits is.
    private List<RunEvent> _waiting = [];
    private List<RunEvent> _spare = [];
    private TaskCompletionSource? _batch;
    private TaskCompletionSource? _nextBatch;
    private bool _isWriting;
    private Exception? _error;

    // The writing thread's.
    private long _last = last;

    public CodecTable? Codecs => codecs;

    /// <summary>Whether a write failed; then nothing more is written.</summary>
    public bool IsBroken
    {
        get
        {
            lock (_gate)
            {
                return _error is not null;
            }
        }
    }

    public void Add(RunEvent outcome)
    {
        lock (_gate)
        {
            _waiting.Add(outcome);
        }
    }

    /// <summary>When all that was added so far is in the store. Throws when it cannot be; then nothing more is written.</summary>
    public ValueTask WriteAsync()
    {
        lock (_gate)
        {
            if (_error is not null)
            {
                return ValueTask.FromException(_error);
            }

            if (_isWriting)
            {
                ref var batch = ref _waiting.Count == 0 ? ref _batch : ref _nextBatch;
                batch ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return new ValueTask(batch.Task);
            }

            if (_waiting.Count == 0)
            {
                return ValueTask.CompletedTask;
            }

            _isWriting = true;
        }

        return WriteWaitingAsync();
    }

    /// <summary>Stores that answer at once are written to on this thread until nothing waits.</summary>
    private ValueTask WriteWaitingAsync()
    {
        while (TakeBatch() is { } batch)
        {
            ValueTask append;
            try
            {
                append = store.AppendAsync(runId, _last, batch, CancellationToken.None);
            }
            catch (Exception error)
            {
                append = ValueTask.FromException(error);
            }

            if (!append.IsCompletedSuccessfully)
            {
                var first = OwnBatch();
                _ = WriteRestAsync(append, batch);
                return new ValueTask(first);
            }

            Written(batch);
        }

        return ValueTask.CompletedTask;
    }

    private async Task WriteRestAsync(ValueTask append, List<RunEvent> batch)
    {
        try
        {
            await append.ConfigureAwait(RunQueue.IsHere);
            Written(batch);
            while (TakeBatch() is { } next)
            {
                await store.AppendAsync(runId, _last, next, CancellationToken.None).ConfigureAwait(RunQueue.IsHere);
                Written(next);
            }
        }
        catch (Exception error)
        {
            Break(error);
        }
    }

    private Task OwnBatch()
    {
        lock (_gate)
        {
            _batch ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _batch.Task;
        }
    }

    private List<RunEvent>? TakeBatch()
    {
        List<RunEvent>? batch = null;
        TaskCompletionSource? done;
        lock (_gate)
        {
            // Somebody who came since the batch before was written, with nothing of its own to wait for.
            done = _batch;
            (_batch, _nextBatch) = (_nextBatch, null);
            if (_waiting.Count == 0)
            {
                _isWriting = false;
            }
            else
            {
                batch = _waiting;
                _waiting = _spare;
            }
        }

        done?.SetResult();
        return batch;
    }

    private void Written(List<RunEvent> batch)
    {
        TaskCompletionSource? done;
        _last = batch[^1].Sequence;
        batch.Clear();
        lock (_gate)
        {
            _spare = batch;
            done = _batch;
            _batch = null;
        }

        done?.SetResult();
    }

    private void Break(Exception error)
    {
        TaskCompletionSource? batch;
        TaskCompletionSource? next;
        lock (_gate)
        {
            _error = error;
            _isWriting = false;
            (batch, next) = (_batch, _nextBatch);
            (_batch, _nextBatch) = (null, null);
        }

        batch?.SetException(error);
        next?.SetException(error);
    }
}
