using System.Text.Json;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Execution;

/// <summary>The executor against what one would write by hand.</summary>
internal sealed class ExecutorGroup : MeasuredGroup
{
    public override string Name => "executor";

    protected override async Task<IReadOnlyList<Row>> MakeAsync()
    {
        var executor = new Executor();
        return
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
    }

    protected override async Task<IReadOnlyList<WorkloadRow>> MoreAsync(TextWriter log, string rows)
    {
        if (rows.Length > 0)
        {
            return [];
        }

        var times = JsonSerializer.Deserialize<ProbeTimes>(await ChildProcess.RunAsync(log, [DepthProbe.Argument]))!;
        return
        [
            Cold("built", times.Build),
            Cold("nothing recorded", times.Bare),
            Cold("recorded", times.Recorded),
            Cold("every step suspends", times.Suspended),
            await GrowthRows.MemoryAsync(Name, Suffix),
        ];
    }

    private WorkloadRow Cold(string what, double milliseconds) =>
        new($"depth-100000: cold, {what}{Suffix}", Name, "ms", milliseconds) { Goal = "ends, on a stack of 256 KB", Met = true };
}
