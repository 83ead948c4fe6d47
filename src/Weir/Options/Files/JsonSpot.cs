using System.Text.Encodings.Web;
using System.Text.Json;

namespace Weir;

/// <summary>A value of a JSON document, and where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text of a text, and of a number as it was written; else empty.</param>
/// <param name="Entries">What an object holds, in the order of the document, duplicates included; else nothing.</param>
/// <param name="Place">Where it begins.</param>
internal sealed record JsonSpot(JsonValueKind Kind, string Text, IReadOnlyList<JsonEntry> Entries, JsonPlace Place)
{
    private const int Longest = 60;

    /// <summary>The value for a sentence.</summary>
    public string Shown => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => Quote(Text),
        JsonValueKind.Number => Shorten(Text),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    /// <summary>A text on one line, in quotes, and not too long.</summary>
    public static string Quote(string text) => $"\"{JsonEncodedText.Encode(Shorten(text), JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string Shorten(string text) =>
        text.Length <= Longest ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest), "…");
}

/// <summary>A name and a value of an object.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
/// <param name="Place">Where the name begins.</param>
internal sealed record JsonEntry(string Name, JsonSpot Value, JsonPlace Place);

/// <summary>A place in a text.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, in characters.</param>
internal readonly record struct JsonPlace(int Line, int Column);
