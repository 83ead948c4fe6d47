using Weir.Workloads.Measuring;

namespace Weir.Workloads.Workflows;

/// <summary>Four hundred steps that calculate, two in flight, beside two threads that take one after the other.</summary>
internal static class CpuRows
{
    private const int Count = 400;
    private const int Workers = 2;

    // About 0.34 ms: each multiplication waits for the one before it.
    private const int Turns = 250_000;
    private const long Expected = (long)Count * (Count - 1) / 2;

    public static Row Make()
    {
        var graph = Graph.Wide(Count);
        var executor = new Executor(new ExecutorOptions { MaxParallel = Workers });
        var workflow = graph.ToWorkflow(static (step, _) => new ValueTask<int>(Calculate(step)));
        var floors = new GraphFloors(graph, static step => new ValueTask<int>(Calculate(step) == step ? 1 : 0));
        return new Row("cpu-2", "ns/step", Count, new Goal { Ratio = 1.03 }) { Suspends = true }
            .Add(Role.Weir, () => executor.RunAsync(workflow), static run => EndedWell(run))
            .AddFloor(ThreadsAsync, static sum => sum == Expected)
            .Add(Role.Peer, floors.TaskPerNodeAsync, static count => count == Count, "task per node")
            .Add(Role.Peer, floors.DataflowAsync, static count => count == Count, "TPL Dataflow")
            .Add(Role.Peer, floors.LevelsAsync, static count => count == Count, "Parallel.ForEachAsync");
    }

    /// <summary>Gives its number back, after some work that cannot be left out.</summary>
    private static int Calculate(int number)
    {
        var x = (ulong)number;
        for (var i = 0; i < Turns; i++)
        {
            x = (x * 6364136223846793005) + 1442695040888963407;
        }

        return x == 0 ? -1 : number;
    }

    private static ValueTask<long> ThreadsAsync()
    {
        var (next, sum) = (-1, 0L);
        var threads = Enumerable.Range(0, Workers).Select(_ => new Thread(Work)).ToArray();
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        return new ValueTask<long>(sum);

        void Work()
        {
            for (var step = Interlocked.Increment(ref next); step < Count; step = Interlocked.Increment(ref next))
            {
                Interlocked.Add(ref sum, Calculate(step));
            }
        }
    }

    private static bool EndedWell(Run run)
    {
        using (run)
        {
            return run.Status == RunStatus.Completed && run.Steps.Sum(static step => (long)(int)step.Output!) == Expected;
        }
    }
}
