using Weir.Workloads.Measuring;

namespace Weir.Workloads.Workflows;

/// <summary>
/// Four stages of forty steps that wait, most of them shortly and some long; each needs two of the stage before. Weir has learned how long they take from one run. The floor is the
/// same with a barrier behind every stage.
/// </summary>
internal static class SkewRows
{
    public const string Name = "skew";

    private const int Stages = 4;
    private const int Width = 40;
    private const int Workers = 8;
    private const int Rounds = 3;
    private const int Seeds = 8;

    // Pareto.
    private const double Shape = 1.2;
    private const double Shortest = 3;
    private const double Longest = 150;

    public static async Task<IReadOnlyList<WorkloadRow>> AllAsync(string group)
    {
        List<WorkloadRow> seeds = [];
        for (var seed = 1; seed <= Seeds; seed++)
        {
            seeds.Add(await MakeAsync(group, seed));
        }

        var goal = new Goal { Ratio = 0.77 };
        var all = new WorkloadRow($"{Name}: median of seeds 1 to {Seeds}", group, "ms", Timing.Median(seeds.Select(static row => row.Weir!.Value)), Timing.Median(seeds.Select(static row => row.Floor!.Value)))
        {
            Ratio = Timing.Median(seeds.Select(static row => row.Ratio!.Value)),
            Peers = seeds[0].Peers.Keys.ToDictionary(static peer => peer, peer => Timing.Median(seeds.Select(row => row.Peers[peer])), StringComparer.Ordinal),
            Goal = goal.ToString(),
        };
        return [all with { Met = goal.IsMetBy(all) }, .. seeds];
    }

    private static async Task<WorkloadRow> MakeAsync(string group, int seed)
    {
        var graph = Graph.Layered(Stages, Width, needs: 2, seed);
        var durations = Durations(graph.Count, seed);
        await using var executor = new Executor(new ExecutorOptions { MaxParallel = Workers, Durations = new LearnedDurations() });
        var workflow = graph.ToWorkflow(async (step, context) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(durations[step]), TimeProvider.System, context.CancellationToken);
            return 1;
        });
        await Timing.OfAsync(executor, workflow);
        var byHand = new WaitingFloors(graph, step => Task.Delay(TimeSpan.FromMilliseconds(durations[step]), TimeProvider.System), Workers);
        List<double> weir = [], barriers = [], first = [], dataflow = [], bounds = [];
        for (var round = 0; round < Rounds; round++)
        {
            var (wall, steps) = await Timing.OfAsync(executor, workflow);
            weir.Add(wall);
            bounds.Add(ListSchedule.Bound(graph, steps, Workers));
            barriers.Add(await Timing.OfAsync(byHand.LevelsAsync, graph.Count));
            first.Add(await Timing.OfAsync(byHand.TaskPerNodeAsync, graph.Count));
            dataflow.Add(await Timing.OfAsync(byHand.DataflowAsync, graph.Count));
        }

        return new WorkloadRow($"{Name}: seed {seed}", group, "ms", Timing.Median(weir), Timing.Median(barriers))
        {
            Ratio = Timing.Median(weir.Zip(barriers, static (one, other) => one / other)),
            Peers = new Dictionary<string, double>(StringComparer.Ordinal)
            {
                ["bound"] = Timing.Median(bounds),
                ["FIFO: task per node, semaphore"] = Timing.Median(first),
                ["FIFO: TPL Dataflow"] = Timing.Median(dataflow),
            },
        };
    }

    private static double[] Durations(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Min(Longest, Shortest * Math.Pow(1 - random.NextDouble(), -1 / Shape)))];
    }
}
