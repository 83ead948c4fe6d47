using Weir.Workloads.Measuring;

namespace Weir.Workloads.Workflows;

/// <summary>What it takes to go from one stage to the next, where the next waits for all of the one before.</summary>
internal static class StageRows
{
    private const int Stages = 101;
    private const int Width = 4;

    public static Row Make()
    {
        var graph = Graph.Layered(Stages, Width, needs: Width, seed: 1);
        var executor = new Executor();
        var workflow = MakeWorkflow();
        var floors = new GraphFloors(graph, static _ => new ValueTask<int>(1));
        return new Row("stage-transition", "ns/boundary", Stages - 1, new Goal { Value = 1_000_000 }) { Suspends = true }
            .Add(Role.Weir, () => executor.RunAsync(workflow), EndedWell)
            .AddFloor(floors.KahnAsync, static count => count == Stages * Width)
            .Add(Role.Peer, floors.TaskPerNodeAsync, static count => count == Stages * Width, "task per node")
            .Add(Role.Peer, floors.LevelsAsync, static count => count == Stages * Width, "Parallel.ForEachAsync per stage");
    }

    private static Workflow MakeWorkflow()
    {
        var builder = Workflow.Create("stages");
        for (var stage = 0; stage < Stages; stage++)
        {
            var steps = builder.AddStage($"stage{stage}", new StageOptions { IsBarrier = true });
            for (var step = 0; step < Width; step++)
            {
                steps.AddStep($"s{stage}-{step}", static _ => new ValueTask<int>(1));
            }
        }

        return builder.Build();
    }

    private static bool EndedWell(Run run)
    {
        using (run)
        {
            return run.Status == RunStatus.Completed && run.Stages.Count == Stages && run.Steps[^1].Status == StepStatus.Completed;
        }
    }
}
