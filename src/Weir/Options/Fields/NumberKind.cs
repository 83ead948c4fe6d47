using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weir;

/// <summary>A number in a range.</summary>
internal sealed class NumberKind(double min, double max) : OptionKind<double>
{
    public override string Expected => string.Create(CultureInfo.InvariantCulture, $"a number between {min} and {max}");

    public override bool TryRead(JsonSpot spot, out double value)
    {
        value = 0;
        return spot.Kind == JsonValueKind.Number && double.TryParse(spot.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    public override bool IsInRange(double value) => value >= min && value <= max;

    // Adding 0 makes -0, which equals 0, be written as 0.
    public override JsonNode ToNode(double value) => JsonValue.Create(value + 0.0);

    public override JsonObject Schema() => new() { ["type"] = "number", ["minimum"] = min, ["maximum"] = max };
}
