using System.Buffers;
using System.Text.Json;

namespace Weir.Layers.Telemetry;

/// <summary>Writes spans as JSON into a buffer, which is what an export costs at least: the work of workloads.</summary>
internal sealed class BufferExporter : TelemetryExporter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 16);
    private long _exported;

    /// <summary>How many spans it has written.</summary>
    public long Exported => Volatile.Read(ref _exported);

    /// <summary>What each export waits for before it begins; default nothing.</summary>
    public Task Gate { get; init; } = Task.CompletedTask;

    public override async ValueTask ExportAsync(IReadOnlyList<TelemetrySpan> batch, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken).ConfigureAwait(RunQueue.IsHere);
        _buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_buffer);
        writer.WriteStartArray();
        foreach (var span in batch)
        {
            Write(writer, span);
        }

        writer.WriteEndArray();
        Interlocked.Add(ref _exported, batch.Count);
    }

    private static void Write(Utf8JsonWriter writer, TelemetrySpan span)
    {
        writer.WriteStartObject();
        writer.WriteString("run", span.RunId);
        writer.WriteString("pipeline", span.Pipeline);
        writer.WriteString("path", span.Path);
        writer.WriteString("status", span.Status.ToString());
        writer.WriteNumber("attempts", span.Attempts);
        writer.WriteString("start", span.StartTime);
        writer.WriteNumber("seconds", span.Duration.TotalSeconds);
        writer.WriteString("error", span.ErrorType);
        writer.WriteString("options", span.OptimizationsHash);
        writer.WriteEndObject();
    }
}
