using Weir.Workloads.Measuring;

namespace Weir.Workloads;

/// <summary>Rows that the <see cref="Measurer"/> measures; every row twice, with and without the profile of the compiler.</summary>
internal abstract class MeasuredGroup : IWorkloadGroup
{
    private const string Switch = "DOTNET_TieredPGO";

    private static readonly bool IsProfileOff = Environment.GetEnvironmentVariable(Switch) == "0";

    public abstract string Name { get; }

    /// <summary>What stands behind the name of a row that is measured without the profile.</summary>
    protected static string Suffix { get; } = IsProfileOff ? " (PGO off)" : "";

    public async Task<IReadOnlyList<WorkloadRow>> RunAsync(TextWriter log, string rows)
    {
        var measured = await MeasureAsync(log, rows);
        measured.AddRange(await MoreAsync(log, rows));

        if (!IsProfileOff)
        {
            log.WriteLine($"  once more with {Switch}=0");
            var output = await ChildProcess.RunAsync(log, ["--group", Name, "--rows", rows, "--json"], (Switch, "0"));
            measured.AddRange(WorkloadDocument.Read(output).Rows);
        }

        return measured;
    }

    /// <summary>All rows of the group.</summary>
    protected abstract Task<IReadOnlyList<Row>> MakeAsync();

    /// <summary>Rows that are measured in another way.</summary>
    /// <param name="log">Where progress is told.</param>
    /// <param name="rows">With what the names of the rows begin that are wanted; empty: all.</param>
    protected virtual Task<IReadOnlyList<WorkloadRow>> MoreAsync(TextWriter log, string rows) => Task.FromResult<IReadOnlyList<WorkloadRow>>([]);

    private async Task<List<WorkloadRow>> MeasureAsync(TextWriter log, string wanted)
    {
        var rows = await MakeAsync();
        if (!rows.Any(row => row.Name.StartsWith(wanted, StringComparison.Ordinal)))
        {
            return [];
        }

        var measurer = new Measurer(log);
        await measurer.WarmUpAsync(rows);
        List<WorkloadRow> reports = [];
        foreach (var row in rows.Where(row => row.Name.StartsWith(wanted, StringComparison.Ordinal)))
        {
            var report = RowReport.Of(row, await measurer.MeasureAsync(row), Name, Suffix);
            reports.Add(report);
            log.WriteLine(FormattableString.Invariant($"  {report.Name}: {report.Weir:0.0} {report.Unit}, floor {report.Floor:0.0}, ratio {report.Ratio:0.00}"));
        }

        return reports;
    }
}
