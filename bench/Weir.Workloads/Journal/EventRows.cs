using Weir.Workloads.Execution;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Journal;

/// <summary>Runs that are told of, kept and recalled, beside runs that are only recorded.</summary>
internal static class EventRows
{
    private const string Recorded = "pipeline-10-recorded";
    private const int Leaves = 100_000;

    public static async Task<IReadOnlyList<Row>> AllAsync() => [Off(), Told(), Kept(), await RecalledAsync()];

    /// <summary>A pipeline whose runs are kept.</summary>
    public static Pipeline<int, int> Durable(int steps)
    {
        var builder = Pipeline.Create<int>("measured");
        for (var i = 0; i < steps; i++)
        {
            builder = builder.Then($"s{i}", Steps.WeirAddOne);
        }

        return builder.Durable(new DurabilityOptions()).Build();
    }

    /// <summary>An executor that could keep runs, and a pipeline that is not to be kept.</summary>
    private static Row Off()
    {
        var (executor, pipeline, other) = (new Executor(), Pipelines.Ten(), Pipelines.Ten());
        var options = new RunOptions();
        return new Row("events-off", "ns/step", 10, new Goal { InsideNoise = true })
            .Add(Role.Weir, () => executor.RunAsync(pipeline, 1, options), Checks.RunGives(11))
            .AddFloor(() => executor.RunAsync(other, 1), Checks.RunGives(11));
    }

    private static Row Told()
    {
        var (executor, pipeline, other) = (new Executor(), Pipelines.Ten(), Pipelines.Ten());
        var options = new RunOptions { Progress = new Counter() };
        return new Row("events-memory", "ns/step", 10, new Goal { Over = 150 })
            .Add(Role.Weir, () => executor.RunAsync(pipeline, 1, options), Checks.RunGives(11))
            .Add(Role.Reference, () => executor.RunAsync(other, 1), Checks.RunGives(11), Recorded);
    }

    private static Row Kept()
    {
        var executor = new Executor(new ExecutorOptions { Store = new InMemoryRunStore(maxEndedRuns: 0) });
        var (pipeline, other) = (Durable(10), Pipelines.Ten());
        return new Row("journal-memory", "ns/step", 10, new Goal { Over = 400 })
            .Add(Role.Weir, () => executor.RunAsync(pipeline, 1), Checks.RunGives(11))
            .Add(Role.Reference, () => executor.RunAsync(other, 1), Checks.RunGives(11), Recorded);
    }

    /// <summary>A paused run of many steps, which is resumed without an answer and pauses again.</summary>
    private static async Task<Row> RecalledAsync()
    {
        var store = new InMemoryRunStore();
        var executor = new Executor(new ExecutorOptions { Store = store });
        var builder = Pipeline.Create<int>("long");
        for (var i = 0; i < Leaves; i++)
        {
            builder = builder.Then($"s{i}", Steps.WeirAddOne);
        }

        var pipeline = builder.Pause<int>("ask", static value => $"{value}?").Durable(new DurabilityOptions()).Build();
        using var run = await executor.RunAsync(pipeline, 0, new RunOptions { Id = "long" });
        return new Row($"resume: {Leaves} recorded leaves", "ns/leaf", Leaves, new Goal { Value = 1000 })
            .Add(Role.Weir, () => executor.ResumeAsync(pipeline, "long"), static resumed =>
            {
                using (resumed)
                {
                    return resumed.Status == RunStatus.Paused && resumed.Pauses is [{ Prompt: "100000?" }];
                }
            });
    }

    /// <summary>An observer that does next to nothing.</summary>
    private sealed class Counter : IProgress<RunEvent>
    {
        private long _count;

        public void Report(RunEvent value) => _count++;
    }
}
