using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Yaml;

namespace Weir.Generation.Contracts;

/// <summary>YAML values as JSON text.</summary>
internal static class JsonTexts
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The JSON of a value that may be anything; what JSON cannot say (an infinity) becomes its text.</summary>
    public static string FromAny(YamlNode node) => Write(writer => WriteAny(writer, node));

    /// <summary>A single value as its own text, a list or map as JSON.</summary>
    public static string ToPlainText(YamlNode node) => node is YamlScalar scalar ? scalar.Text : FromAny(node);

    public static string Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            write(writer);
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>The shortest JSON of a number: no exponent, no zeros at the end.</summary>
    public static void WriteNumber(Utf8JsonWriter writer, decimal value) =>
        writer.WriteRawValue(value.ToString("0.############################", CultureInfo.InvariantCulture), skipInputValidation: true);

    public static void WriteAny(Utf8JsonWriter writer, YamlNode node)
    {
        switch (node)
        {
            case YamlMapping mapping:
                writer.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    writer.WritePropertyName(entry.Name);
                    WriteAny(writer, entry.Value);
                }
                writer.WriteEndObject();
                break;
            case YamlSequence sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    WriteAny(writer, item);
                }
                writer.WriteEndArray();
                break;
            case YamlScalar { Kind: YamlScalarKind.Null }:
                writer.WriteNullValue();
                break;
            case YamlScalar { Kind: YamlScalarKind.Boolean } scalar:
                writer.WriteBooleanValue(scalar.IsTrue);
                break;
            case YamlScalar scalar when scalar.TryGetDecimal(out var number):
                WriteNumber(writer, number);
                break;
            case YamlScalar scalar:
                writer.WriteStringValue(scalar.Text);
                break;
            default:
                break;
        }
    }
}
