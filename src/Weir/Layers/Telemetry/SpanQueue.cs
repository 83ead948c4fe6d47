using System.Diagnostics;

namespace Weir.Layers.Telemetry;

/// <summary>The spans of the runs that have one set of options: sampled, kept until a batch is full or due, and given to the exporter.</summary>
/// <remarks>
/// Runs add and never wait; what does not fit is dropped. There is a reader as long as something waits, and none else, so what is not used costs nothing and a queue that nobody refers to is collected.
/// </remarks>
internal sealed class SpanQueue(TelemetryOptions options, SpanExport export)
{
    private readonly Lock _gate = new();
    private readonly RunSampler _sampler = new(options.SamplingRate);

    // All under _gate, but that _waiting is also read outside to find out early that there is no place.
    private readonly Queue<SampledRun> _runs = new();
    private int _waiting;
    private int _taken;
    private TaskCompletionSource? _full;
    private TaskCompletionSource? _reading;
    private bool _isFlushing;

    // Of the reader alone: the runs of its batch, from which span of the first on.
    private readonly List<SampledRun> _batch = [];
    private int _from;

    /// <summary>How many spans there is place for.</summary>
    public int Free => options.QueueLength - Volatile.Read(ref _waiting);

    /// <summary>To what it exports where the executor was given no exporter; null: it was.</summary>
    public ActivityExporter? Own => export.Own;

    /// <summary>Decides whether a run is exported. Null: it is not.</summary>
    public SampledRun? Begin()
    {
        try
        {
            if (!export.Exporter.IsListening)
            {
                return null;
            }

            var around = Activity.Current;
            if (around is not { Recorded: true } && !_sampler.Next())
            {
                return null;
            }

            var sampled = new SampledRun(around?.Context ?? default, export.Time.GetUtcNow());
            export.Counts.AddRun();
            return sampled;
        }
        catch (Exception error)
        {
            export.Counts.Note(error);
            return null;
        }
    }

    /// <summary>Takes the spans of a run that has ended, or drops them.</summary>
    public void Add(SampledRun sampled, in RunOutcome run)
    {
        if (Free == 0)
        {
            // Nothing is made that would be thrown away.
            Drop(RunSpans.Count(run));
            return;
        }

        sampled.End(run);
        if (!TryAdd(sampled))
        {
            Drop(sampled.Count);
        }
    }

    /// <summary>Exports what waits without waiting for more. The task ends when nothing is left.</summary>
    public Task FlushAsync()
    {
        lock (_gate)
        {
            if (_reading is null)
            {
                return Task.CompletedTask;
            }

            _isFlushing = true;
            _full?.TrySetResult();
            return _reading.Task;
        }
    }

    /// <summary>The spans of the runs that were taken; not under the lock, which runs wait for.</summary>
    public TelemetrySpan[] MakeBatch(int length)
    {
        var batch = new TelemetrySpan[length];
        var count = 0;
        foreach (var run in _batch)
        {
            var spans = run.Spans;
            for (var i = _from; i < spans.Count && count < length; i++)
            {
                batch[count++] = spans[i];
            }

            _from = 0;
        }

        return batch;
    }

    private void Drop(int count)
    {
        export.Counts.AddSpans(count);
        export.Counts.AddDropped(count);
    }

    private bool TryAdd(SampledRun run)
    {
        lock (_gate)
        {
            if (run.Count > options.QueueLength - _waiting)
            {
                return false;
            }

            export.Counts.AddSpans(run.Count);
            _runs.Enqueue(run);
            _waiting += run.Count;
            if (_reading is not null)
            {
                if (_waiting >= options.BatchSize)
                {
                    _full?.TrySetResult();
                }

                return true;
            }

            _reading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            export.Enter(this);
        }

        // Not here: nothing of the run, such as what flows with it, may stay with the reader.
        RunQueue.Queue(static queue => _ = queue.ReadAsync(), this);
        return true;
    }

    private async Task ReadAsync()
    {
        while (await TakeAsync().ConfigureAwait(RunQueue.IsHere) is > 0 and var length)
        {
            await export.ExportAsync(this, length).ConfigureAwait(RunQueue.IsHere);
            _batch.Clear();
        }
    }

    /// <summary>Takes the next batch, when it is full or due. Gives how many spans it has; 0: nothing waits, and the reader ends.</summary>
    private async ValueTask<int> TakeAsync()
    {
        if (UntilFull() is { } full)
        {
            await WaitAsync(full).ConfigureAwait(RunQueue.IsHere);
        }

        TaskCompletionSource ended;
        lock (_gate)
        {
            _full = null;
            if (_waiting > 0)
            {
                return Take();
            }

            ended = _reading!;
            _reading = null;
            _isFlushing = false;
            export.Exit(this);
        }

        ended.SetResult();
        return 0;
    }

    private async ValueTask WaitAsync(Task full)
    {
        try
        {
            await full.WaitAsync(options.FlushInterval, export.Time).ConfigureAwait(RunQueue.Quietly);
        }
        catch (Exception error)
        {
            // The clock is the user's, and could make no timer: what waits is exported at once.
            export.Counts.Note(error);
        }
    }

    /// <summary>What ends when a batch is full; null: there is no reason to wait for that.</summary>
    private Task? UntilFull()
    {
        lock (_gate)
        {
            if (_waiting == 0 || _waiting >= options.BatchSize || _isFlushing)
            {
                return null;
            }

            _full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _full.Task;
        }
    }

    /// <summary>Takes the runs of the next batch out of the queue. Gives how many spans it has.</summary>
    private int Take()
    {
        var length = Math.Min(_waiting, options.BatchSize);
        _from = _taken;
        for (var count = 0; count < length;)
        {
            var run = _runs.Peek();
            _batch.Add(run);
            var taken = Math.Min(run.Count - _taken, length - count);
            count += taken;
            _taken += taken;
            if (_taken == run.Count)
            {
                _runs.Dequeue();
                _taken = 0;
            }
        }

        _waiting -= length;
        return length;
    }
}
