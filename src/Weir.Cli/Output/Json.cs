using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Weir.Cli.Output;

/// <summary>Writes the one JSON document of a command to standard output.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly JsonSerializerOptions LineFormat = new(Format) { WriteIndented = false };

    public static void Write(object document, bool isIndented = true) => Console.Out.WriteLine(isIndented ? Text(document) : JsonSerializer.Serialize(document, LineFormat));

    /// <summary>A document, indented.</summary>
    public static string Text(object document) => JsonSerializer.Serialize(document, Format);

    /// <summary>A duration in milliseconds, to the microsecond.</summary>
    public static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 3);
}
