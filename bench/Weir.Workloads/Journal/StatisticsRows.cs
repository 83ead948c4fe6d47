using Weir.Workloads.Execution;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Journal;

/// <summary>Runs of an executor that counts and times them.</summary>
internal static class StatisticsRows
{
    private const int Early = 10;

    // Few, so that a round of an executor after its tenth call says something of young ones.
    private const int CallsPerRound = 5_000;

    private static readonly ExecutorOptions Counting = new() { CollectStatistics = true };

    public static async Task<IReadOnlyList<Row>> AllAsync() =>
    [
        Invoked(),
        Recorded(),
        await GrowthRows.MakeAsync("statistics: call 10,000,000 against call 10", Counting, Early, CallsPerRound),
    ];

    private static Row Invoked()
    {
        var (with, without) = (new Executor(Counting), new Executor());
        var (counted, plain) = (Pipelines.Ten(), Pipelines.Ten());
        return new Row("statistics", "ns/step", 10, new Goal { Over = 15, Bytes = 0 })
            .Add(Role.Weir, () => with.InvokeAsync(counted, 1), Checks.Gives(11))
            .Add(Role.Reference, () => without.InvokeAsync(plain, 1), Checks.Gives(11), "pipeline-10");
    }

    private static Row Recorded()
    {
        var (with, without) = (new Executor(Counting), new Executor());
        var (counted, plain) = (Pipelines.Ten(), Pipelines.Ten());
        return new Row("statistics: recorded", "ns/step", 10, new Goal { Over = 15, BytesOver = 0 })
            .Add(Role.Weir, () => with.RunAsync(counted, 1), Checks.RunGives(11))
            .Add(Role.Reference, () => without.RunAsync(plain, 1), Checks.RunGives(11), "pipeline-10-recorded");
    }
}
