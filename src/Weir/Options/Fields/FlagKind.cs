using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weir;

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class FlagKind : OptionKind<bool>
{
    public override string Expected => "true or false";

    public override bool TryRead(JsonSpot spot, out bool value)
    {
        value = spot.Kind == JsonValueKind.True;
        return spot.Kind is JsonValueKind.True or JsonValueKind.False;
    }

    public override JsonNode ToNode(bool value) => JsonValue.Create(value);

    public override JsonObject Schema() => new() { ["type"] = "boolean" };
}
