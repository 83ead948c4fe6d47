using System.Collections.Concurrent;
using Weir.Layers.Telemetry;

namespace Weir.Tests.Layers;

/// <summary>Keeps what is exported to it, in batches.</summary>
internal sealed class ListExporter : TelemetryExporter
{
    private readonly ConcurrentQueue<IReadOnlyList<TelemetrySpan>> _batches = new();

    public IReadOnlyList<IReadOnlyList<TelemetrySpan>> Batches => [.. _batches];

    public IReadOnlyList<TelemetrySpan> Spans => [.. _batches.SelectMany(static batch => batch)];

    public IReadOnlyList<TelemetrySpan> Runs => [.. Spans.Where(static span => span.Parent is null)];

    /// <summary>What each export does before its batch is kept, with the number of the batch from 0.</summary>
    public Func<int, CancellationToken, Task>? Before { get; init; }

    public bool Listens { get; set; } = true;

    public override bool IsListening => Listens;

    /// <summary>What is asked at the end; null: the default.</summary>
    public Func<TimeSpan>? Drain { get; init; }

    public override TimeSpan DrainTimeout => Drain?.Invoke() ?? base.DrainTimeout;

    public override async ValueTask ExportAsync(IReadOnlyList<TelemetrySpan> batch, CancellationToken cancellationToken)
    {
        if (Before is not null)
        {
            await Before(_batches.Count, cancellationToken);
        }

        _batches.Enqueue(batch);
    }

    /// <summary>Waits, without a clock, until so many batches are there.</summary>
    public async Task WaitForAsync(int batches)
    {
        while (_batches.Count < batches)
        {
            await Task.Delay(1, Some.Token);
        }
    }

    public Executor NewExecutor(TelemetryOptions? options, TimeProvider? time = null) => new(new ExecutorOptions
    {
        Optimizations = new OptimizationOptions { Telemetry = options },
        TelemetryExporter = this,
        Time = time ?? TimeProvider.System,
    });
}
