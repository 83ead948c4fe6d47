using System.Text.Json;

namespace Weir.Soak;

/// <summary>What a soak has done and found.</summary>
/// <param name="Seed">What its choices came from.</param>
/// <param name="Seconds">How long the load lasted.</param>
/// <param name="Runs">How many runs of each kind were accounted for.</param>
/// <param name="Switches">How often options were swapped.</param>
/// <param name="Figures">What was counted beside that.</param>
/// <param name="Violations">What must not be, in words; none is a soak that passed.</param>
internal sealed record SoakReport(
    int Seed, double Seconds, IReadOnlyDictionary<string, long> Runs, long Switches, IReadOnlyDictionary<string, double> Figures, IReadOnlyList<string> Violations)
{
    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    public string ToJson() => JsonSerializer.Serialize(this, Form);
}
