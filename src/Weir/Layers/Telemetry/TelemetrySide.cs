using System.Globalization;

namespace Weir.Layers.Telemetry;

/// <summary>Runs that are exported, one by one by hand or by the layer.</summary>
internal sealed class TelemetrySide : WorkloadSide
{
    private const long Expected = TelemetryWorkload.Steps;

    private readonly BufferExporter _exporter = new();
    private readonly Executor _executor;
    private readonly Pipeline<long, long> _pipeline = NewPipeline();
    private readonly StepAddress _address;
    private readonly bool _isByHand;

    /// <param name="options">The options of the layer; null: each run is exported by hand.</param>
    /// <param name="checks">What was checked beside.</param>
    public TelemetrySide(TelemetryOptions? options, IReadOnlyList<WorkloadCheck> checks)
    {
        _isByHand = options is null;
        _executor = NewExecutor(options, _exporter);
        _address = new StepAddress(null, _pipeline.Name);
        Checks = checks;
    }

    public override IReadOnlyList<WorkloadCheck> Checks { get; }

    /// <summary>How many spans were written so far.</summary>
    public long Exported => _exporter.Exported;

    /// <summary>Does all runs of a unit on an executor of its own, and disposes that.</summary>
    /// <param name="options">The options of the layer.</param>
    /// <param name="exporter">Where it exports to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="gate">What the exporter waits for until all runs have ended; null: nothing.</param>
    public static async ValueTask<TelemetryStatistics> RunAllAsync(TelemetryOptions options, TelemetryExporter exporter, CancellationToken cancellationToken, TaskCompletionSource? gate = null)
    {
        var executor = NewExecutor(options, exporter);
        await using (executor.ConfigureAwait(RunQueue.IsHere))
        {
            var pipeline = NewPipeline();
            for (var number = 0; number < TelemetryWorkload.Runs; number++)
            {
                (await executor.RunAsync(pipeline, 0, cancellationToken).ConfigureAwait(RunQueue.IsHere)).Dispose();
            }

            gate?.SetResult();
        }

        return executor.GetTelemetryStatistics();
    }

    public override async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        for (var number = 0; number < TelemetryWorkload.Runs; number++)
        {
            var started = _isByHand ? TimeProvider.System.GetUtcNow() : default;
            using var run = await _executor.RunAsync(_pipeline, 0, cancellationToken).ConfigureAwait(RunQueue.IsHere);
            if (run.Output != Expected)
            {
                throw new InvalidOperationException($"The steps gave {run.Output} instead of {Expected}.");
            }

            if (_isByHand)
            {
                await _exporter.ExportAsync(RunSpans.Of(new SampledRun(default, started), OutcomeOf(run)), cancellationToken).ConfigureAwait(RunQueue.IsHere);
            }
        }

        // What is left to others is work too, and must not fall into the time of the other side.
        await _executor.Plans.FlushAsync().ConfigureAwait(RunQueue.IsHere);
        if (_executor.GetTelemetryStatistics() is { Dropped: not 0 } or { Failed: not 0 })
        {
            throw new InvalidOperationException($"Spans were lost: {_executor.GetTelemetryStatistics()}.");
        }
    }

    public override async ValueTask<string> OutputAsync(CancellationToken cancellationToken)
    {
        using var run = await _executor.RunAsync(_pipeline, 0, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        return string.Join(", ", run.Steps.Select(static step => FormattableString.Invariant($"{step.Name}: {step.Status} {step.Output} in {step.Attempts}")));
    }

    public override async ValueTask DisposeAsync()
    {
        await _executor.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
        await base.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
    }

    private static Executor NewExecutor(TelemetryOptions? options, TelemetryExporter exporter) => new(new ExecutorOptions
    {
        Optimizations = new OptimizationOptions { Telemetry = options },
        TelemetryExporter = exporter,
    });

    // One pipeline for each side: what an executor keeps with it is its own.
    private static Pipeline<long, long> NewPipeline() => Enumerable.Range(0, TelemetryWorkload.Steps).Aggregate(
        Pipeline.Create<long>("telemetry"),
        static (builder, number) => builder.Then(string.Create(CultureInfo.InvariantCulture, $"step {number}"), static (long value) => value + 1)).Build();

    private RunOutcome OutcomeOf(Run<long> run) => new()
    {
        Id = run.Id,
        Address = _address,
        OptimizationsHash = run.OptimizationsHash,
        Status = StepStatus.Completed,
        Duration = run.Duration,
        Error = null,
        Usage = run.Usage,
        Steps = run.Steps,
    };
}
