using System.Diagnostics;
using System.Threading.Tasks.Dataflow;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Workflows;

/// <summary>A million items through one step that runs for each: what an item costs, and whether memory stays as it is.</summary>
internal static class StreamRows
{
    public const string Name = "stream-1000000";

    private const int Items = 1_000_000;
    private const int Early = 100_000;
    private const int Workers = 2;
    private const int Rounds = 3;
    private const long Sum = (long)Items * (Items - 1) / 2;

    public static async Task<IReadOnlyList<WorkloadRow>> AllAsync(string group)
    {
        await using var executor = new Executor(new ExecutorOptions { MaxParallel = Workers });
        List<double> weir = [], parallel = [], dataflow = [], growth = [];
        for (var round = 0; round < Rounds; round++)
        {
            weir.Add(await TimeAsync(() => RunAsync(executor, static _ => { })));
            parallel.Add(await TimeAsync(ParallelAsync));
            dataflow.Add(await TimeAsync(DataflowAsync));
            growth.Add(await GrowthAsync(executor));
        }

        var goal = new Goal { Value = 1_048_576 };
        var memory = new WorkloadRow($"{Name}: live bytes at the last item over those at item {Early}", group, "B", Timing.Median(growth)) { Goal = goal.ToString() };
        return
        [
            new WorkloadRow(Name, group, "ns/item", Timing.Median(weir))
            {
                Peers = new Dictionary<string, double>(StringComparer.Ordinal)
                {
                    ["Parallel.ForEachAsync"] = Timing.Median(parallel),
                    ["TPL Dataflow"] = Timing.Median(dataflow),
                },
            },
            memory with { Met = goal.IsMetBy(memory) },
        ];
    }

    private static async Task<double> TimeAsync(Func<Task<long>> work)
    {
        var began = Stopwatch.GetTimestamp();
        var sum = await work();
        var took = Stopwatch.GetElapsedTime(began).TotalNanoseconds;
        return sum == Sum ? took / Items : throw new InvalidOperationException($"The items sum up to {sum}, not {Sum}.");
    }

    private static async Task<double> GrowthAsync(Executor executor)
    {
        var (early, late) = (0L, 0L);
        var sum = await RunAsync(executor, item =>
        {
            if (item == Early)
            {
                early = GC.GetTotalMemory(forceFullCollection: true);
            }
            else if (item == Items - 1)
            {
                late = GC.GetTotalMemory(forceFullCollection: true);
            }
        });
        return sum == Sum && early > 0 && late > 0 ? late - early : throw new InvalidOperationException("Not all items ran.");
    }

    private static async Task<long> RunAsync(Executor executor, Action<int> onItem)
    {
        var builder = Workflow.Create("stream");
        var step = Step.From<ForEachItem<int>, int>("item", (item, _) =>
        {
            onItem(item.Value);
            return new ValueTask<int>(item.Value);
        });
        var sum = builder.AddStage("all").AddForEach("each", [], static _ => Enumerable.Range(0, Items), step, 0L, static (all, item) => all + item);
        using var run = await executor.RunAsync(builder.Build());
        return run.OutputOf(sum);
    }

    private static async Task<long> ParallelAsync()
    {
        var sum = 0L;
        await Parallel.ForEachAsync(Enumerable.Range(0, Items), new ParallelOptions { MaxDegreeOfParallelism = Workers }, (item, _) =>
        {
            Interlocked.Add(ref sum, item);
            return ValueTask.CompletedTask;
        });
        return sum;
    }

    private static async Task<long> DataflowAsync()
    {
        var sum = 0L;
        var block = new ActionBlock<int>(
            item => Interlocked.Add(ref sum, item), new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = Workers, BoundedCapacity = 1_000 });
        foreach (var item in Enumerable.Range(0, Items))
        {
            await block.SendAsync(item);
        }

        block.Complete();
        await block.Completion;
        return sum;
    }
}
