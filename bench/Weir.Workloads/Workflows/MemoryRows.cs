using Weir.Workloads.Measuring;

namespace Weir.Workloads.Workflows;

/// <summary>What a run keeps for a hundred thousand steps over the workflow that is run; and what that takes over the functions and names that its steps are made of.</summary>
internal static class MemoryRows
{
    public const string Name = "engine-memory";

    private const int Count = 100_000;

    public static async Task<IReadOnlyList<WorkloadRow>> AllAsync(string group)
    {
        await using var executor = new Executor(new ExecutorOptions { MaxParallel = 2 });
        await MeasureAsync(executor, 1_000);
        var (workflow, run, allocated) = await MeasureAsync(executor, Count);
        var goal = new Goal { Value = 50 * 1024 * 1024 };
        var row = new WorkloadRow(Name, group, "B", run, AllocatedBytes: allocated) { Goal = goal.ToString() };
        return [row with { Met = goal.IsMetBy(row) }, new WorkloadRow($"{Name}: the built workflow", group, "B", workflow)];
    }

    /// <summary>Live bytes when the last step runs, so that the run is as big as it gets.</summary>
    private static async Task<(double Workflow, double Run, double Allocated)> MeasureAsync(Executor executor, int count)
    {
        var (ended, atLast) = (0, 0L);
        var bodies = Enumerable.Range(0, count).Select(_ => (Func<StepContext, ValueTask<int>>)(_ => new ValueTask<int>(Step()))).ToArray();
        var names = Enumerable.Range(0, count).Select(static step => $"s{step}").ToArray();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var workflow = Build(names, bodies);
        var built = GC.GetTotalMemory(forceFullCollection: true);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        using var run = await executor.RunAsync(workflow);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        run.ThrowIfFailed();
        GC.KeepAlive(bodies);
        GC.KeepAlive(names);
        return ended == count ? (built - before, atLast - built, allocated) : throw new InvalidOperationException($"{ended} of {count} steps ended.");

        int Step()
        {
            if (Interlocked.Increment(ref ended) == count)
            {
                atLast = GC.GetTotalMemory(forceFullCollection: true);
            }

            return 1;
        }
    }

    private static Workflow Build(string[] names, Func<StepContext, ValueTask<int>>[] bodies)
    {
        var builder = Workflow.Create("big");
        var stage = builder.AddStage("all");
        for (var step = 0; step < names.Length; step++)
        {
            stage.AddStep(names[step], bodies[step]);
        }

        return builder.Build();
    }
}
