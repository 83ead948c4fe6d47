using System.Globalization;

namespace Weir.Workloads;

/// <summary>Rows as a markdown table.</summary>
internal static class RowTable
{
    public static void Write(TextWriter writer, IReadOnlyList<WorkloadRow> rows)
    {
        writer.WriteLine(Machine.Describe());
        writer.WriteLine();
        writer.WriteLine("| group | row | unit | Weir | floor | ratio |");
        writer.WriteLine("| --- | --- | --- | --: | --: | --: |");
        foreach (var row in rows)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Group} | {row.Name} | {row.Unit} | {row.Weir:0.##} | {row.Floor?.ToString("0.##", CultureInfo.InvariantCulture) ?? "–"} | {row.Ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–"} |"));
        }
    }
}
