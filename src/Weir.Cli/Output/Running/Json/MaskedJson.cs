using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Weir.Cli.Output.Running.Json;

/// <summary>Writes JSON whose texts are masked, names of fields too. A number among the values of a workflow that is a secret becomes a text.</summary>
internal sealed class MaskedJson(Utf8JsonWriter writer, Func<string, string> mask)
{
    // Where an event has values of the workflow; all else in it is Weir's own.
    private static readonly string[] Values = ["input", "output", "state", "answer", "chunk"];

    public static JsonWriterOptions Format(bool isIndented) => new() { Indented = isIndented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Copies one event, and ends its line.</summary>
    public static void CopyEvent(ReadOnlySpan<byte> line, IBufferWriter<byte> output, Func<string, string> mask)
    {
        var reader = new Utf8JsonReader(line);
        using var document = JsonDocument.ParseValue(ref reader);
        using (var writer = new Utf8JsonWriter(output, Format(isIndented: false)))
        {
            var masked = new MaskedJson(writer, mask);
            writer.WriteStartObject();
            foreach (var field in document.RootElement.EnumerateObject())
            {
                writer.WritePropertyName(field.Name);
                masked.Copy(field.Value, isValue: Values.Contains(field.Name));
            }

            writer.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    public void Text(string name, string? text)
    {
        if (text is null)
        {
            writer.WriteNull(name);
        }
        else
        {
            writer.WriteString(name, mask(text));
        }
    }

    /// <summary>Writes a value of <see cref="StepValues"/>.</summary>
    public void Value(object? value)
    {
        using var document = JsonDocument.Parse(StepValues.ToJson(value));
        Copy(document.RootElement, isValue: true);
    }

    private void Copy(JsonElement value, bool isValue)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CopyFields(value, isValue);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Copy(item, isValue);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(mask(value.GetString()!));
                break;
            case JsonValueKind.Number when isValue && mask(value.GetRawText()) is var shown && !IsNumber(shown):
                writer.WriteStringValue(shown);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private void CopyFields(JsonElement value, bool isValue)
    {
        writer.WriteStartObject();
        foreach (var field in value.EnumerateObject())
        {
            writer.WritePropertyName(isValue ? mask(field.Name) : field.Name);
            Copy(field.Value, isValue);
        }

        writer.WriteEndObject();
    }

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
