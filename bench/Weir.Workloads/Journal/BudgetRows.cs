using Weir.Workloads.Execution;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Journal;

/// <summary>Runs whose steps reserve from a budget before they run, and settle after.</summary>
internal static class BudgetRows
{
    public static IReadOnlyList<Row> All() => [Reserved()];

    private static Row Reserved()
    {
        var (executor, limited, plain) = (new Executor(), Ten(), Ten());
        var (with, without) = (new RunOptions { Budget = new Budget { Cost = 1_000 } }, new RunOptions());
        return new Row("budget", "ns/step", 10, new Goal { Over = 15, BytesOver = 0 })
            .Add(Role.Weir, () => executor.RunAsync(limited, 1, with), Checks.RunGives(11))
            .Add(Role.Reference, () => executor.RunAsync(plain, 1, without), Checks.RunGives(11), "pipeline-10-recorded");
    }

    private static Pipeline<int, int> Ten() => Enumerable.Range(0, 10).Aggregate(
        Pipeline.Create<int>("measured"),
        static (all, i) => all.Then($"s{i}", Steps.WeirAddOne, static step => step.Estimate(new Usage(0, 0, 0.01m)))).Build();
}
