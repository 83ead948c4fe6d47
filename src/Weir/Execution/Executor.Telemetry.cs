using Weir.Layers.Telemetry;

namespace Weir;

/// <content>What sampled runs did is exported beside the runs, and what is left of it when the executor ends.</content>
public sealed partial class Executor
{
    private readonly Lock _exporting = new();
    private SpanExport? _export;

    /// <summary>Where queues of spans export to; made when the first run is to be exported.</summary>
    internal SpanExport SpanExport
    {
        get
        {
            lock (_exporting)
            {
                return _export ??= new SpanExport(Options.TelemetryExporter, Options.Time);
            }
        }
    }

    /// <summary>What became of the spans of its sampled runs. Can be read at any time, also after disposing; all is zero as long as nothing asks for telemetry.</summary>
    /// <returns>The figures as they are now.</returns>
    public TelemetryStatistics GetTelemetryStatistics() => Volatile.Read(ref _export)?.Counts.Read() ?? new TelemetryStatistics(0, 0, 0, 0, 0, null);

    /// <summary>Exports what is left, when no run is.</summary>
    /// <exception cref="TimeoutException">It took too long; told once.</exception>
    internal Task DrainTelemetryAsync() => Volatile.Read(ref _export)?.DrainAsync() ?? Task.CompletedTask;

    private async ValueTask EndTelemetryAsync()
    {
        try
        {
            await DrainTelemetryAsync().ConfigureAwait(RunQueue.IsHere);
        }
        finally
        {
            Volatile.Read(ref _export)?.Dispose();
        }
    }
}
