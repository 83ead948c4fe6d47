using System.Text;
using System.Text.Json;

namespace Weir.Yaml.StepTypes;

/// <summary>What the bytes of a file say. What is wrong is a <see cref="FormatException"/> with <c>file:line:column</c>.</summary>
internal static class FileContent
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static object? Read(ReadOnlySpan<byte> bytes, string path, string form) => form switch
    {
        "text" => TextOf(bytes, path),
        "json" => JsonOf(TextOf(bytes, path), path),
        "yaml" => YamlOf(bytes, path),
        _ => throw new FormatException($"'as' is '{form}'; it must be text, json or yaml."),
    };

    private static string TextOf(ReadOnlySpan<byte> bytes, string path)
    {
        var body = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        try
        {
            return Strict.GetString(body);
        }
        catch (DecoderFallbackException error)
        {
            // The decoder counts from where it was given the bytes.
            var before = Encoding.UTF8.GetString(body[..Math.Clamp(error.Index, 0, body.Length)]);
            throw new FormatException($"{PlaceOf(path, before)}: The file is not UTF-8; save it as UTF-8.", error);
        }
    }

    private static object? JsonOf(string text, string path)
    {
        try
        {
            return StepValues.Parse(text);
        }
        catch (JsonException error)
        {
            // What is no value although it is JSON, such as a number that is too large, has no place.
            var place = error.LineNumber is null ? path : PlaceOf(path, TextBefore(text, error));
            throw new FormatException($"{place}: The file is no JSON: {Reason(error.Message)}", error);
        }
    }

    private static object? YamlOf(ReadOnlySpan<byte> bytes, string path)
    {
        var reading = YamlReader.Read(bytes, path);
        return reading.Diagnostics.FirstOrDefault(static one => one.Severity == DiagnosticSeverity.Error) is { } error
            ? throw new FormatException($"{error.Position}: {error.Message}")
            : reading.Root is { } root ? YamlValues.Of(root) : null;
    }

    /// <summary>The text before the place that an error of JSON names in lines and bytes, both counted from 0.</summary>
    private static string TextBefore(string text, JsonException error)
    {
        var start = 0;
        for (var line = error.LineNumber ?? 0; line > 0 && text.IndexOf('\n', start) is >= 0 and var end; line--)
        {
            start = end + 1;
        }

        var bytes = Encoding.UTF8.GetBytes(text[start..]);
        return text[..start] + Encoding.UTF8.GetString(bytes.AsSpan(0, (int)Math.Min(error.BytePositionInLine ?? 0, bytes.Length)));
    }

    private static string PlaceOf(string path, string before) =>
        new SourcePosition(path, 1 + before.Count(static c => c == '\n'), before.Length - before.LastIndexOf('\n')).ToString();

    /// <summary>The message without the place, which counts from 0.</summary>
    private static string Reason(string message)
    {
        var place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }
}
