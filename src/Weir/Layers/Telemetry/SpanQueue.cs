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
    private readonly Queue<List<TelemetrySpan>> _runs = new();
    private int _waiting;
    private int _taken;
    private TaskCompletionSource? _full;
    private TaskCompletionSource? _reading;
    private bool _isFlushing;

    /// <summary>How many spans there is place for.</summary>
    public int Free => options.QueueLength - Volatile.Read(ref _waiting);

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

        var spans = RunSpans.Of(sampled, run);
        if (!TryAdd(spans))
        {
            Drop(spans.Count);
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

    private void Drop(int count)
    {
        export.Counts.AddSpans(count);
        export.Counts.AddDropped(count);
    }

    private bool TryAdd(List<TelemetrySpan> spans)
    {
        lock (_gate)
        {
            if (spans.Count > options.QueueLength - _waiting)
            {
                return false;
            }

            export.Counts.AddSpans(spans.Count);
            _runs.Enqueue(spans);
            _waiting += spans.Count;
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
        while (await TakeAsync().ConfigureAwait(RunQueue.IsHere) is { } batch)
        {
            await export.ExportAsync(batch).ConfigureAwait(RunQueue.IsHere);
        }
    }

    /// <summary>The next batch, when it is full or due; null: nothing waits, and the reader ends.</summary>
    private async ValueTask<TelemetrySpan[]?> TakeAsync()
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
                return Take(new TelemetrySpan[Math.Min(_waiting, options.BatchSize)]);
            }

            ended = _reading!;
            _reading = null;
            _isFlushing = false;
            export.Exit(this);
        }

        ended.SetResult();
        return null;
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

    private TelemetrySpan[] Take(TelemetrySpan[] batch)
    {
        for (var count = 0; count < batch.Length;)
        {
            var run = _runs.Peek();
            var taken = Math.Min(run.Count - _taken, batch.Length - count);
            run.CopyTo(_taken, batch, count, taken);
            count += taken;
            _taken += taken;
            if (_taken == run.Count)
            {
                _runs.Dequeue();
                _taken = 0;
            }
        }

        _waiting -= batch.Length;
        return batch;
    }
}
