using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Generation.Code;

namespace Weir.Generation.Samples;

/// <summary>A JSON value of a generated test: its text, or, where the text would be long, the C# that writes it.</summary>
/// <param name="Literal">The JSON itself, or null when only code writes it.</param>
/// <param name="Expression">A C# expression of type string.</param>
internal sealed record JsonText(string? Literal, string Expression)
{
    private const int LongestLiteral = 200;

    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonText Of(string json) => new(json, CSharpText.Literal(json));

    public static JsonText Of(JsonNode? node) => Of(Write(node));

    /// <summary>A text value of so many characters.</summary>
    public static JsonText Characters(int count) => count <= LongestLiteral
        ? Of(JsonValue.Create(new string('x', count)))
        : new JsonText(null, FormattableString.Invariant($"Json.Text({count})"));

    /// <summary>A list of so many equal items.</summary>
    public static JsonText Items(string itemJson, int count) => count * (long)itemJson.Length <= LongestLiteral
        ? Of("[" + string.Join(",", Enumerable.Repeat(itemJson, count)) + "]")
        : new JsonText(null, FormattableString.Invariant($"Json.List({CSharpText.Literal(itemJson)}, {count})"));

    /// <summary>A list with this as its only item.</summary>
    public JsonText InList() => Literal is not null ? Of($"[{Literal}]") : new JsonText(null, $"\"[\" + {Expression} + \"]\"");

    /// <summary>JSON on one line, with letters of every language as they are.</summary>
    public static string Write(JsonNode? node) => node is null ? "null" : node.ToJsonString(Format);
}
