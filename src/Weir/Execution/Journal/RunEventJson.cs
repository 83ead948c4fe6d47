using System.Buffers;
using System.Text.Json;

namespace Weir;

/// <summary>Events as lines of JSON, as journals keep them.</summary>
/// <remarks>Written by hand rather than generated, because the values in them are written by the codecs of their pipeline.</remarks>
public static class RunEventJson
{
    /// <summary>The version of the form; a reader refuses others.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Writes one event as an object of JSON, without a line end.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="one">The event.</param>
    /// <exception cref="NotSupportedException">It has a value and its pipeline is not durable, so that nobody said how to write it.</exception>
    public static void Write(IBufferWriter<byte> output, RunEvent one)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(one);
        Write(output, one, leavesOut: false);
    }

    /// <summary>
    /// Writes one event as a line of JSON, for those who follow a run. A value that nobody said how to write is left out; so any run can be
    /// followed, also one that is not durable.
    /// </summary>
    /// <param name="output">Where to.</param>
    /// <param name="one">The event.</param>
    public static void WriteLine(IBufferWriter<byte> output, RunEvent one)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(one);
        Write(output, one, leavesOut: true);
        output.Write("\n"u8);
    }

    private static void Write(IBufferWriter<byte> output, RunEvent one, bool leavesOut)
    {
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteNumber("v"u8, SchemaVersion);
        writer.WriteString("run"u8, one.RunId);
        writer.WriteNumber("seq"u8, one.Sequence);
        writer.WriteString("at"u8, one.Time);
        new RunEventFields(writer, leavesOut).Write(one);
        writer.WriteEndObject();
    }

    /// <summary>Reads one event; values in it stay <see cref="JsonElement"/>s.</summary>
    /// <param name="line">The object of JSON.</param>
    /// <returns>The event.</returns>
    /// <exception cref="JsonException">It is no event, or one of another version; the message says what is wrong.</exception>
    public static RunEvent Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        var parsed = JsonElement.ParseValue(ref reader);
        if (parsed.ValueKind != JsonValueKind.Object || !parsed.TryGetProperty("v"u8, out var version))
        {
            throw new JsonException("This is no event of a run.");
        }

        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != SchemaVersion)
        {
            throw new JsonException($"This event has the schema version {version.GetRawText()}; this version of Weir reads {SchemaVersion}.");
        }

        try
        {
            return RunEventFields.Read(parsed);
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            throw new JsonException($"This event cannot be read: {error.Message}", error);
        }
    }
}
