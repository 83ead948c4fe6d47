using System.Globalization;

namespace Weir.Layers.Telemetry;

/// <summary>What telemetry is for: many short runs in a row, each of which is to be told of.</summary>
/// <param name="name">The name of the workload.</param>
/// <param name="samplingRate">The share of the runs that the layer exports.</param>
/// <param name="target">What has to be gained, in percent.</param>
internal sealed class TelemetryWorkload(string name, double samplingRate, double target) : Workload
{
    public const int Runs = 500;
    public const int Steps = 10;

    /// <summary>What the layer has to gain with its default options.</summary>
    public static TelemetryWorkload OfTheLayer => new("telemetry", new TelemetryOptions().SamplingRate, 50);

    /// <summary>What is left of that where all runs are exported, so that batches alone are the difference: nothing is to be lost.</summary>
    public static TelemetryWorkload OfAllRuns => new("telemetry-all-runs", 1, -3);

    public override string Name => name;

    public override string Unit => string.Create(CultureInfo.InvariantCulture, $"{Runs} recorded runs of {Steps} small steps, until all is exported that is");

    public override string Baseline => string.Create(
        CultureInfo.InvariantCulture,
        $"after each run: await exporter.ExportAsync(the spans of the run). It exports all runs, the layer {100 * samplingRate} % of them, in batches beside the runs; both write the spans as JSON into a buffer");

    public override double Target => target;

    public override async ValueTask<WorkloadSide> OpenAsync(WorkloadVariant variant, CancellationToken cancellationToken) => variant == WorkloadVariant.Baseline
        ? new TelemetrySide(null, [])
        : new TelemetrySide(
            new TelemetryOptions { SamplingRate = samplingRate },
            [await LostAsync(cancellationToken).ConfigureAwait(RunQueue.IsHere), await UncountedAsync(cancellationToken).ConfigureAwait(RunQueue.IsHere)]);

    /// <summary>How many spans are not exported when an executor ends right after its last run.</summary>
    private static async ValueTask<WorkloadCheck> LostAsync(CancellationToken cancellationToken)
    {
        var exporter = new BufferExporter();
        var made = await TelemetrySide.RunAllAsync(new TelemetryOptions { SamplingRate = 1 }, exporter, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        return new WorkloadCheck("lost at shutdown", (Runs * (Steps + 1)) - exporter.Exported + made.Dropped, "spans", 0, AtMost: true);
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
