namespace Weir.Layers.Telemetry;

/// <summary>What an executor exports: to whom, what became of it, and how it ends.</summary>
internal sealed class SpanExport : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();

    // Under _gate: the queues in which something waits.
    private readonly HashSet<SpanQueue> _busy = [];
    private Task<long>? _draining;

    /// <param name="exporter">Whom the user named; null: activities and instruments are made.</param>
    /// <param name="time">The clock of the executor.</param>
    public SpanExport(TelemetryExporter? exporter, TimeProvider time)
    {
        Own = exporter is null ? new ActivityExporter(Counts) : null;
        Exporter = exporter ?? Own!;
        Time = time;
    }

    public TelemetryExporter Exporter { get; }

    /// <summary>What it made itself to export to; null: it was given an exporter.</summary>
    public ActivityExporter? Own { get; }

    public TimeProvider Time { get; }

    public SpanCounts Counts { get; } = new();

    /// <summary>Something waits in a queue.</summary>
    public void Enter(SpanQueue queue)
    {
        lock (_gate)
        {
            _busy.Add(queue);
        }
    }

    /// <summary>Nothing waits in it any more.</summary>
    public void Exit(SpanQueue queue)
    {
        lock (_gate)
        {
            _busy.Remove(queue);
        }
    }

    /// <summary>Gives the batch that a queue has taken to the exporter. Never throws.</summary>
    public async ValueTask ExportAsync(SpanQueue queue, int length)
    {
        if (_stop.IsCancellationRequested)
        {
            Counts.AddDropped(length);
            return;
        }

        try
        {
            // Inside, for times are made by the clock of the user.
            await Exporter.ExportAsync(queue.MakeBatch(length), _stop.Token).ConfigureAwait(RunQueue.IsHere);
            Counts.AddExported(length);
        }
        catch (Exception error)
        {
            Counts.AddFailed(length, error);
        }
    }

    /// <summary>Exports what is left; called when no run is in flight, and none will be. The error is told to the first who calls.</summary>
    /// <exception cref="TimeoutException">It took too long; what was left is dropped.</exception>
    public async Task DrainAsync()
    {
        Task<long> draining;
        bool isFirst;
        lock (_gate)
        {
            isFirst = _draining is null;
            draining = _draining ??= DrainCoreAsync([.. _busy]);
        }

        if (await draining.ConfigureAwait(RunQueue.IsHere) is > 0 and var left && isFirst)
        {
            throw new TimeoutException(
                $"{left} spans of telemetry were not exported within {DrainTimeout()}, the {nameof(TelemetryExporter.DrainTimeout)} of {TypeText.Of(Exporter.GetType())}; raise it, or see why its {nameof(TelemetryExporter.ExportAsync)} takes so long.");
        }
    }

    public void Dispose()
    {
        Own?.Dispose();
        if (!_stop.IsCancellationRequested)
        {
            _stop.Dispose();
        }
    }

    /// <summary>How many spans were left when the time was over.</summary>
    private async Task<long> DrainCoreAsync(SpanQueue[] busy)
    {
        // Not under the lock of who calls: queues take it inside of theirs.
        await Task.CompletedTask.ConfigureAwait(RunQueue.Elsewhere);
        var drained = Task.WhenAll(busy.Select(static queue => queue.FlushAsync()));
        await WaitAsync(drained).ConfigureAwait(RunQueue.Quietly);
        if (drained.IsCompleted)
        {
            return 0;
        }

        var left = Counts.Read().Queued;
        await RunQueue.CancelAsync(_stop).ConfigureAwait(RunQueue.Quietly);
        return Math.Max(1, left);
    }

    /// <summary>Waits for as long as may be. Where the clock has no timers, until it is done: nothing is to be lost.</summary>
    private Task WaitAsync(Task drained)
    {
        try
        {
            return drained.WaitAsync(DrainTimeout(), Time);
        }
        catch (Exception error)
        {
            Counts.Note(error);
            return drained;
        }
    }

    /// <summary>What the exporter says; where it says nothing that can be meant, the default.</summary>
    private TimeSpan DrainTimeout()
    {
        try
        {
            return Require.InRange(Exporter.DrainTimeout, TimeSpan.FromTicks(1), TimeSpan.FromDays(1), nameof(TelemetryExporter.DrainTimeout));
        }
        catch (Exception error)
        {
            Counts.Note(error);
            return TelemetryExporter.DefaultDrainTimeout;
        }
    }
}
