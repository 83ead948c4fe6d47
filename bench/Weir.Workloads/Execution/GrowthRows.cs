using Weir.Workloads.Measuring;

namespace Weir.Workloads.Execution;

/// <summary>The same step early and late in the life of an executor.</summary>
internal static class GrowthRows
{
    private const int Early = 1_000;
    private const int Late = 10_000_000;
    private const int MemoryRuns = 1_000_000;

    // A round of an early executor must not make it a late one.
    private const int CallsPerRound = 20_000;

    public static Task<Row> MakeAsync() => MakeAsync("growth: call 10,000,000 against call 1,000", new ExecutorOptions(), Early, CallsPerRound);

    /// <summary>Weir is an executor after ten million calls; the floor is another one after few.</summary>
    public static async Task<Row> MakeAsync(string name, ExecutorOptions options, int early, int callsPerRound)
    {
        var late = new Life(new Executor(options));
        await late.GoOnAsync(Late);
        return new Row(name, "ns/run", 1, new Goal { InsideNoise = true })
            .Add(Of("late", Role.Weir, () => late))
            .Add(Of("early", Role.Floor, Young))
            .Add(Of("early, again", Role.Control, Young));

        Life Young()
        {
            var young = new Life(new Executor(options));
            for (var i = 0; i < early; i++)
            {
                _ = young.CallAsync().Result;
            }

            return young;
        }

        // All three call through the same delegate, so that the compiler cannot know one of them better than the others.
        Variant<int> Of(string what, Role role, Func<Life> prepare)
        {
            var life = prepare();
            return new Variant<int>($"{name}, {what}", role, suspends: false, () => life.CallAsync(), Checks.Gives(2))
            {
                MaxCalls = callsPerRound,
                Prepare = () => life = prepare(),
            };
        }
    }

    /// <summary>What a million recorded runs leave in memory.</summary>
    public static async Task<WorkloadRow> MemoryAsync(string group, string suffix)
    {
        var executor = new Executor();
        var pipeline = Pipelines.Ten();
        await RunAsync(executor, pipeline, Early);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await RunAsync(executor, pipeline, MemoryRuns);
        double kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        var goal = new Goal { Value = 65_536 };
        var row = new WorkloadRow("growth: memory kept after 1,000,000 runs" + suffix, group, "B", kept) { Goal = goal.ToString() };
        return row with { Met = goal.IsMetBy(row) };
    }

    private static async Task RunAsync(Executor executor, Pipeline<int, int> pipeline, int runs)
    {
        for (var i = 0; i < runs; i++)
        {
            using var run = await executor.RunAsync(pipeline, 1);
            run.ThrowIfFailed();
        }
    }

    private sealed class Life(Executor executor)
    {
        private readonly Pipeline<int, int> _pipeline = Pipelines.Of(Steps.WeirAddOne);

        public ValueTask<int> CallAsync() => executor.InvokeAsync(_pipeline, 1);

        public async Task GoOnAsync(int calls)
        {
            for (var i = 0; i < calls; i++)
            {
                await CallAsync();
            }
        }
    }
}
