namespace Weir;

/// <summary>Where executors send what their sampled runs did. Derive from it to send it anywhere; <see cref="ExecutorOptions.TelemetryExporter"/> takes it.</summary>
/// <remarks>Whoever makes an exporter disposes it, after the executors that have it.</remarks>
public abstract class TelemetryExporter
{
    /// <summary>The name of the activity source and of the meter to which executors export that were given no exporter.</summary>
    public const string SourceName = "Weir";

    internal static readonly TimeSpan DefaultDrainTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Whether anybody takes what is exported; default true. As long as it is false no run is sampled. Asked at the beginning of each run, so it should return at once.</summary>
    public virtual bool IsListening => true;

    /// <summary>
    /// How long an executor that is stopped or disposed waits for what is not exported yet; default 30 seconds, range more than 0 to 1 day; what throws or is outside counts as the default. By <see cref="ExecutorOptions.Time"/>. What is left then is dropped, and
    /// a <see cref="TimeoutException"/> says so.
    /// </summary>
    public virtual TimeSpan DrainTimeout => DefaultDrainTimeout;

    /// <summary>Takes spans. Called beside the runs, for the runs of the same options one call after the other; pipelines with options of their own may call at the same time.</summary>
    /// <param name="batch">From 1 to <see cref="Layers.Telemetry.TelemetryOptions.BatchSize"/> spans, in the order in which their runs ended; of a run the span of the run first, and parents before what is in them. A run may go over several batches. It may be kept.</param>
    /// <param name="cancellationToken">Cancelled when <see cref="DrainTimeout"/> is over.</param>
    /// <returns>When they are taken. What it throws, also later, counts them as failed; no run learns of it.</returns>
    public abstract ValueTask ExportAsync(IReadOnlyList<TelemetrySpan> batch, CancellationToken cancellationToken);
}
