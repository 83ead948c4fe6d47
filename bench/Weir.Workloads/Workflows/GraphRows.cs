using Weir.Workloads.Measuring;

namespace Weir.Workloads.Workflows;

/// <summary>Graphs of steps that do nothing: what the engine itself costs.</summary>
internal static class GraphRows
{
    private const int Seed = 1;
    private const int Parallel = 2;

    public static IEnumerable<Row> All() =>
    [
        Make("dag-100", Graph.Random(100, Seed)),
        Make("dag-10000", Graph.Random(10_000, Seed)),
        Make("dag-100000", Graph.Random(100_000, Seed)),
        Make("chain-100000", Graph.Chain(100_000)),
        Make("wide-100000", Graph.Wide(100_000)),
    ];

    private static Row Make(string name, Graph graph)
    {
        var executor = new Executor(new ExecutorOptions { MaxParallel = Parallel });
        var workflow = graph.ToWorkflow(static (_, _) => new ValueTask<int>(1));
        var floors = new GraphFloors(graph, static _ => new ValueTask<int>(1));
        return new Row(name, "ns/step", graph.Count, new Goal { Value = 200 }) { Suspends = true }
            .Add(Role.Weir, () => executor.RunAsync(workflow), run => EndedWell(run, graph.Count))
            .AddFloor(floors.KahnAsync, count => count == graph.Count)
            .Add(Role.Peer, floors.TaskPerNodeAsync, count => count == graph.Count, "task per node")
            .Add(Role.Peer, floors.DataflowAsync, count => count == graph.Count, "TPL Dataflow")
            .Add(Role.Peer, floors.LevelsAsync, count => count == graph.Count, "Parallel.ForEachAsync per level");
    }

    private static bool EndedWell(Run run, int count)
    {
        using (run)
        {
            return run.Status == RunStatus.Completed && run.Steps.Count == count && run.Steps[count - 1].Status == StepStatus.Completed;
        }
    }
}
