using Weir.Workloads.Execution.Floors;
using Weir.Workloads.Execution.Peers;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Execution;

/// <summary>One call for each of a hundred items, and the sum of what they give.</summary>
internal static class FanOutRows
{
    private const int Sum = (100 * 101 / 2) + 100;

    private static readonly int[] Items = [.. Enumerable.Range(1, 100)];

    public static IEnumerable<Row> All(Executor executor)
    {
        var inline = new HandFanOut(Steps.AddOne, Items.Length);
        var suspended = new HandFanOut(Steps.AddOneLater, Items.Length);
        var mapped = Pipelines.Map(Steps.WeirAddOne);
        var mappedLater = Pipelines.Map(Steps.WeirAddOneLater);
        yield return new Row("fan-out-100", "ns/run", 1, new Goal { Ratio = 1.0 })
            .Add(Role.Weir, () => executor.InvokeAsync(mapped, Items), Sums)
            .AddFloor(() => inline.InlineAsync(Items), Checks.Gives(Sum));
        yield return new Row("fan-out-100-recorded", "ns/run", 1, new Goal { Ratio = 1.0 })
            .Add(Role.Weir, () => executor.RunAsync(mapped, Items), RunSums)
            .AddFloor(() => inline.InlineRecordedAsync(Items), Checks.Gives(Sum));

        var dataflow = new DataflowFanOut(static async x =>
        {
            await Task.Yield();
            return x + 1;
        });
        yield return new Row("fan-out-100-async", "ns/run", 1, new Goal { Ratio = 1.6 }) { Suspends = true }
            .Add(Role.Weir, () => executor.InvokeAsync(mappedLater, Items), Sums)
            .AddFloor(() => suspended.SuspendedAsync(Items), Checks.Gives(Sum))
            .Add(Role.Peer, () => dataflow.RunAsync(Items), Checks.Gives(Sum), DataflowFanOut.Name);
        yield return new Row("fan-out-100-async-recorded", "ns/run", 1, new Goal { Ratio = 1.0 }) { Suspends = true }
            .Add(Role.Weir, () => executor.RunAsync(mappedLater, Items), RunSums)
            .AddFloor(() => suspended.SuspendedRecordedAsync(Items), Checks.Gives(Sum));
    }

    private static bool Sums(IReadOnlyList<int> outputs) => outputs.Sum() == Sum;

    private static bool RunSums(Run<IReadOnlyList<int>> run)
    {
        using (run)
        {
            return Sums(run.Output);
        }
    }
}
