using System.Globalization;

namespace Weir.Workloads;

/// <summary>Rows as a markdown table.</summary>
internal static class RowTable
{
    public static void Write(TextWriter writer, IReadOnlyList<WorkloadRow> rows)
    {
        writer.WriteLine(Machine.Describe());
        writer.WriteLine();
        writer.WriteLine("| row | unit | Weir | floor | ratio | 95 % | A/A | bytes/call | floor's | beside it | goal | met |");
        writer.WriteLine("| --- | --- | --: | --: | --: | --- | --: | --: | --: | --- | --- | --- |");
        foreach (var row in rows)
        {
            string[] cells =
            [
                row.Name, row.Unit, Number(row.Weir, "0.0#"), Number(row.Floor, "0.0#"), Number(row.Ratio, "0.00"), Interval(row.Interval),
                Number(row.Control, "0.00"), Number(row.AllocatedBytes, "0.#"), Number(row.FloorAllocatedBytes, "0.#"), Beside(row),
                row.Goal ?? "–", row.Met switch { true => "yes", false => "no", null => "–" },
            ];
            writer.WriteLine($"| {string.Join(" | ", cells)} |");
        }
    }

    private static string Beside(WorkloadRow row)
    {
        List<string> notes = [];
        if (row.Over is { } over)
        {
            notes.Add($"{Number(over.Difference.Value, "0.0")} [{Number(over.Difference.Low, "0.0")}, {Number(over.Difference.High, "0.0")}] and {Number(over.Bytes, "0.#")} B over {over.Name} ({Number(over.Value, "0.0")})");
        }

        foreach (var (name, value) in row.Peers)
        {
            var ratio = row.PeerRatios.TryGetValue(name, out var known) ? $", ratio {Number(known, "0.00")}" : "";
            notes.Add($"{name}: {Number(value, "0.0")}{ratio}, {Number(row.PeerAllocatedBytes.GetValueOrDefault(name), "0")} B");
        }

        return notes.Count == 0 ? "–" : string.Join("; ", notes);
    }

    private static string Interval(IReadOnlyList<double>? interval) =>
        interval is [var low, var high] ? $"{Number(low, "0.00")} – {Number(high, "0.00")}" : "–";

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
