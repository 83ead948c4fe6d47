using System.Text.Json;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Execution;

/// <summary>The executor against what one would write by hand; every row twice, with and without the profile of the compiler.</summary>
internal sealed class ExecutorGroup : IWorkloadGroup
{
    private const string Switch = "DOTNET_TieredPGO";

    private static readonly bool IsProfileOff = Environment.GetEnvironmentVariable(Switch) == "0";
    private static readonly string Suffix = IsProfileOff ? " (PGO off)" : "";

    public string Name => "executor";

    public async Task<IReadOnlyList<WorkloadRow>> RunAsync(TextWriter log, string rows)
    {
        var measured = await MeasureAsync(log, rows);
        if (rows.Length == 0)
        {
            measured.AddRange(await ColdAsync(log));
            measured.Add(await GrowthRows.MemoryAsync(Name, Suffix));
        }

        if (!IsProfileOff)
        {
            log.WriteLine($"  once more with {Switch}=0");
            var output = await ChildProcess.RunAsync(log, ["--group", Name, "--rows", rows, "--json"], (Switch, "0"));
            measured.AddRange(WorkloadDocument.Read(output).Rows);
        }

        return measured;
    }

    private async Task<List<WorkloadRow>> MeasureAsync(TextWriter log, string wanted)
    {
        var executor = new Executor();
        List<Row> rows =
        [
            .. PipelineRows.All(executor),
            .. GuardRows.All(executor),
            .. SuspensionRows.All(executor),
            .. FanOutRows.All(executor),
            .. StateRows.All(executor),
            .. ConcurrencyRows.All(executor),
            .. FailureRows.All(executor),
            await BreakerRows.MakeAsync(executor),
            .. DepthRows.All(executor),
            await GrowthRows.MakeAsync(),
        ];
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

    private async Task<IEnumerable<WorkloadRow>> ColdAsync(TextWriter log)
    {
        var times = JsonSerializer.Deserialize<ProbeTimes>(await ChildProcess.RunAsync(log, [DepthProbe.Argument]))!;
        WorkloadRow Cold(string what, double milliseconds) =>
            new($"depth-100000: cold, {what}{Suffix}", Name, "ms", milliseconds) { Goal = "ends, on a stack of 256 KB", Met = true };
        return [Cold("built", times.Build), Cold("nothing recorded", times.Bare), Cold("recorded", times.Recorded), Cold("every step suspends", times.Suspended)];
    }
}
