using System.Text.Encodings.Web;
using System.Text.Json;

namespace Weir.Workloads;

/// <summary>What the program prints with <c>--json</c>.</summary>
internal sealed record WorkloadDocument(string Machine, IReadOnlyList<WorkloadRow> Rows)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static WorkloadDocument Read(string json) => JsonSerializer.Deserialize<WorkloadDocument>(json, Format)!;

    public string ToJson() => JsonSerializer.Serialize(this, Format);
}
