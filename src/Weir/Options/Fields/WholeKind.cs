using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weir;

/// <summary>A whole number in a range; where it is optional, also <c>null</c>.</summary>
internal sealed class WholeKind(long min, long max, bool isOptional = false) : OptionKind<long?>
{
    public override string Expected =>
        string.Create(CultureInfo.InvariantCulture, $"a whole number between {min} and {max}{(isOptional ? ", or null" : "")}");

    public override bool TryRead(JsonSpot spot, out long? value)
    {
        value = spot.Kind == JsonValueKind.Number
            && long.TryParse(spot.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        return value is not null || (isOptional && spot.Kind == JsonValueKind.Null);
    }

    public override bool IsInRange(long? value) => value is null || (value >= min && value <= max);

    public override JsonNode? ToNode(long? value) => value;

    public override JsonObject Schema() => new()
    {
        ["type"] = isOptional ? new JsonArray("integer", "null") : "integer",
        ["minimum"] = min,
        ["maximum"] = max,
    };
}
