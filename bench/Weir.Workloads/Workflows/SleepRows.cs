using Weir.Workloads.Measuring;

namespace Weir.Workloads.Workflows;

/// <summary>
/// Two hundred steps that wait ten milliseconds, ten in flight. Timers are late, so the floor is the list schedule of the durations that this very run measured:
/// what is over it the scheduler lost. The same with ten milliseconds for each step stands beside it.
/// </summary>
internal static class SleepRows
{
    public const string Name = "sleep-200";

    private const int Count = 200;
    private const int Workers = 10;
    private const int Rounds = 5;
    private static readonly TimeSpan Sleep = TimeSpan.FromMilliseconds(10);

    public static async Task<IReadOnlyList<WorkloadRow>> AllAsync(string group) =>
    [
        await MakeAsync(group, "random, seed 1", Graph.Random(Count, 1)),
        await MakeAsync(group, "random, seed 2", Graph.Random(Count, 2)),
        await MakeAsync(group, "successors within 40", Graph.Random(Count, 1, 40)),
        await MakeAsync(group, "successors within 20", Graph.Random(Count, 1, 20)),
        await MakeAsync(group, "no edges", Graph.Wide(Count)),
    ];

    private static async Task<WorkloadRow> MakeAsync(string group, string what, Graph graph)
    {
        await using var executor = new Executor(new ExecutorOptions { MaxParallel = Workers });
        var workflow = graph.ToWorkflow(static async (_, context) =>
        {
            await Task.Delay(Sleep, TimeProvider.System, context.CancellationToken);
            return 1;
        });
        var byHand = new WaitingFloors(graph, static _ => Task.Delay(Sleep, TimeProvider.System), Workers);
        double[] nominal = [.. Enumerable.Repeat(Sleep.TotalMilliseconds, Count)];
        List<(double Wall, double Floor)> runs = [];
        List<double> tasks = [], dataflow = [], levels = [];
        for (var round = 0; round < Rounds; round++)
        {
            var (wall, steps) = await Timing.OfAsync(executor, workflow);
            runs.Add((wall, ListSchedule.Simulate(graph, steps, nominal, Workers)));
            tasks.Add(await Timing.OfAsync(byHand.TaskPerNodeAsync, Count));
            dataflow.Add(await Timing.OfAsync(byHand.DataflowAsync, Count));
            levels.Add(await Timing.OfAsync(byHand.LevelsAsync, Count));
        }

        var goal = new Goal { Ratio = 1.03 };
        var row = new WorkloadRow($"{Name}: {what}", group, "ms", Timing.Median(runs.Select(static run => run.Wall)), Timing.Median(runs.Select(static run => run.Floor)))
        {
            Ratio = Timing.Median(runs.Select(static run => run.Wall / run.Floor)),
            Peers = new Dictionary<string, double>(StringComparer.Ordinal)
            {
                ["nominal list schedule"] = ListSchedule.Simulate(graph, nominal, nominal, Workers),
                ["nominal bound"] = ListSchedule.Bound(graph, nominal, Workers),
                ["task per node, semaphore"] = Timing.Median(tasks),
                ["TPL Dataflow"] = Timing.Median(dataflow),
                ["Parallel.ForEachAsync per level"] = Timing.Median(levels),
            },
            Goal = goal.ToString(),
        };
        return row with { Met = goal.IsMetBy(row) };
    }
}
