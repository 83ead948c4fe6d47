using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weir;

/// <summary>A duration in a range, as text: <c>1.5s</c>.</summary>
internal sealed class DurationKind(TimeSpan min, TimeSpan max) : OptionKind<TimeSpan>
{
    public override string Expected => $"a duration between {DurationText.Of(min)} and {DurationText.Of(max)}, as text such as \"200ms\", \"1.5s\", \"5m\" or \"2h\"";

    public override bool TryRead(JsonSpot spot, out TimeSpan value)
    {
        value = default;
        return spot.Kind == JsonValueKind.String && DurationText.TryParse(spot.Text, out value);
    }

    public override bool IsInRange(TimeSpan value) => value >= min && value <= max;

    public override JsonNode ToNode(TimeSpan value) => JsonValue.Create(DurationText.Of(value));

    // A schema cannot say the range of such a text.
    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = @"^([0-9]+(\.[0-9]*)?|\.[0-9]+)(ms|s|m|h)$" };
}
