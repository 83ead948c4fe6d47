using System.Globalization;

namespace Weir.Workloads;

/// <summary>Rows as markdown tables: those with the profile of the compiler, then those without.</summary>
internal static class RowTable
{
    private const string WithoutProfile = " (PGO off)";

    public static void Write(TextWriter writer, WorkloadDocument document)
    {
        writer.WriteLine(document.Machine);
        WriteTable(writer, document.Rows.Where(static row => !IsWithoutProfile(row)), null);
        WriteTable(writer, document.Rows.Where(IsWithoutProfile), "With `DOTNET_TieredPGO=0`");
    }

    private static bool IsWithoutProfile(WorkloadRow row) => row.Name.EndsWith(WithoutProfile, StringComparison.Ordinal);

    private static void WriteTable(TextWriter writer, IEnumerable<WorkloadRow> rows, string? title)
    {
        List<WorkloadRow> all = [.. rows];
        if (all.Count == 0)
        {
            return;
        }

        writer.WriteLine();
        if (title is not null)
        {
            writer.WriteLine($"## {title}");
            writer.WriteLine();
        }

        writer.WriteLine("| row | unit | Weir | floor | ratio | 95 % | A/A | bytes a call | beside it | goal | met |");
        writer.WriteLine("| --- | --- | --: | --: | --: | --- | --: | --: | --- | --- | --- |");
        foreach (var row in all)
        {
            string[] cells =
            [
                row.Name.Replace(WithoutProfile, "", StringComparison.Ordinal), row.Unit, Number(row.Weir, "#,0.00"), Number(row.Floor, "#,0.00"),
                Number(row.Ratio, "0.00"), Interval(row.Interval), Number(row.Control, "0.00"), Number(row.AllocatedBytes, "#,0"), Beside(row),
                row.Goal ?? "–", row.Met switch { true => "yes", false => "**no**", null => "–" },
            ];
            writer.WriteLine($"| {string.Join(" | ", cells)} |");
        }
    }

    private static string Beside(WorkloadRow row)
    {
        List<string> notes = [];
        if (row.Over is { } over)
        {
            notes.Add($"{Number(over.Difference.Value, "#,0.0")} [{Number(over.Difference.Low, "#,0.0")}, {Number(over.Difference.High, "#,0.0")}] and {Number(over.Bytes, "#,0")} B over {over.Name} ({Number(over.Value, "#,0.0")})");
        }

        notes.AddRange(row.Peers.Select(peer =>
            $"{peer.Key}: {Number(peer.Value, "#,0.0")}{(row.PeerRatios.TryGetValue(peer.Key, out var ratio) ? $" ({Number(ratio, "0.00")} ×)" : "")}"));
        return notes.Count == 0 ? "–" : string.Join("; ", notes);
    }

    private static string Interval(IReadOnlyList<double>? interval) =>
        interval is [var low, var high] ? $"{Number(low, "0.00")} – {Number(high, "0.00")}" : "–";

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
