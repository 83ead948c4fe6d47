using Weir.Workloads.Measuring;

namespace Weir.Workloads.Workflows;

/// <summary>Graphs of steps.</summary>
internal sealed class WorkflowGroup : MeasuredGroup
{
    // One call of these is so long that it is a round, or their figure is no time.
    private static readonly IReadOnlyList<(string Name, Func<string, Task<IReadOnlyList<WorkloadRow>>> MeasureAsync)> Long =
    [
        (SleepRows.Name, SleepRows.AllAsync),
        (SkewRows.Name, SkewRows.AllAsync),
        (MemoryRows.Name, MemoryRows.AllAsync),
        (StreamRows.Name, StreamRows.AllAsync),
    ];

    public override string Name => "workflows";

    protected override Task<IReadOnlyList<Row>> MakeAsync() =>
        Task.FromResult<IReadOnlyList<Row>>([.. GraphRows.All(), CpuRows.Make(), StageRows.Make(), FileRows.Make()]);

    protected override async Task<IReadOnlyList<WorkloadRow>> MoreAsync(TextWriter log, string rows)
    {
        List<WorkloadRow> measured = [];
        if (Suffix.Length > 0)
        {
            // They wait or count bytes; the profile of the compiler is nothing to them.
            return measured;
        }

        foreach (var (name, measureAsync) in Long.Where(one => one.Name.StartsWith(rows, StringComparison.Ordinal) || rows.StartsWith(one.Name, StringComparison.Ordinal)))
        {
            log.WriteLine($"  {name} ...");
            measured.AddRange((await measureAsync(Name)).Where(row => row.Name.StartsWith(rows, StringComparison.Ordinal)));
        }

        return measured;
    }
}
