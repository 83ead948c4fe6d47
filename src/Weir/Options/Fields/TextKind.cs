using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weir;

/// <summary>Any text, or <c>null</c>.</summary>
internal sealed class TextKind : OptionKind<string?>
{
    public override string Expected => "a text or null";

    public override bool TryRead(JsonSpot spot, out string? value)
    {
        value = spot.Kind == JsonValueKind.String ? spot.Text : null;
        return spot.Kind is JsonValueKind.String or JsonValueKind.Null;
    }

    public override JsonNode? ToNode(string? value) => value;

    public override JsonObject Schema() => new() { ["type"] = new JsonArray("string", "null") };
}
