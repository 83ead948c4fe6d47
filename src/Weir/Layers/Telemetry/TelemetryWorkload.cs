using System.Globalization;

namespace Weir.Layers.Telemetry;

/// <summary>What telemetry is for: many short runs in a row, each of which is to be told of.</summary>
internal sealed class TelemetryWorkload : Workload
{
    public const int Runs = 500;
    public const int Steps = 10;

    private static readonly TelemetryOptions Options = new();

    public override string Name => "telemetry";

    public override string Unit => string.Create(CultureInfo.InvariantCulture, $"{Runs} recorded runs of {Steps} small steps, until all is exported that is");

    public override string Baseline => string.Create(
        CultureInfo.InvariantCulture,
        $"after each run: await exporter.ExportAsync(the spans of the run). It exports all runs, the layer {100 * Options.SamplingRate} % of them, in batches beside the runs; both write the spans as JSON into a buffer");

    public override double Target => 50;

    public override async ValueTask<WorkloadSide> OpenAsync(WorkloadVariant variant, CancellationToken cancellationToken) => variant == WorkloadVariant.Baseline
        ? new TelemetrySide(null, [])
        : new TelemetrySide(
            Options,
            [await LostAsync(cancellationToken).ConfigureAwait(RunQueue.IsHere), await UncountedAsync(cancellationToken).ConfigureAwait(RunQueue.IsHere)]);

    /// <summary>How many spans are not exported when an executor ends right after its last run.</summary>
    private static async ValueTask<WorkloadCheck> LostAsync(CancellationToken cancellationToken)
    {
        var exporter = new BufferExporter();
        await TelemetrySide.RunAllAsync(new TelemetryOptions { SamplingRate = 1 }, exporter, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        return new WorkloadCheck("lost at shutdown", (Runs * (Steps + 1)) - exporter.Exported, "spans", 0, AtMost: true);
    }

    /// <summary>How many spans are neither exported nor counted as dropped, where the exporter is so slow that most are dropped.</summary>
    private static async ValueTask<WorkloadCheck> UncountedAsync(CancellationToken cancellationToken)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var exporter = new BufferExporter { Gate = gate.Task };
        var options = new TelemetryOptions { SamplingRate = 1, QueueLength = 100, BatchSize = 50 };
        var made = await TelemetrySide.RunAllAsync(options, exporter, cancellationToken, gate).ConfigureAwait(RunQueue.IsHere);
        var uncounted = made.Dropped == 0 ? made.Spans : Math.Abs((Runs * (Steps + 1)) - exporter.Exported - made.Dropped);
        return new WorkloadCheck("dropped and not counted", uncounted, "spans", 0, AtMost: true);
    }
}
