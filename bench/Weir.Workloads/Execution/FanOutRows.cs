using Weir.Workloads.Execution.Floors;
using Weir.Workloads.Execution.Peers;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Execution;

/// <summary>One call for each of a hundred items, and the sum of what they give.</summary>
internal static class FanOutRows
{
    private const int Sum = (100 * 101 / 2) + 100;

    private static readonly int[] Items = [.. Enumerable.Range(1, 100)];

    public static IEnumerable<Row> All()
    {
        var inline = new HandFanOut(Steps.AddOne, Items.Length);
        var suspended = new HandFanOut(Steps.AddOneLater, Items.Length);
        yield return new Row("fan-out-100", "ns/run", 1, new Goal { Ratio = 1.0 })
            .AddFloor(() => inline.InlineAsync(Items), Checks.Gives(Sum));
        yield return new Row("fan-out-100-recorded", "ns/run", 1, new Goal { Ratio = 1.0 })
            .AddFloor(() => inline.InlineRecordedAsync(Items), Checks.Gives(Sum));

        var dataflow = new DataflowFanOut(static async x =>
        {
            await Task.Yield();
            return x + 1;
        });
        yield return new Row("fan-out-100-async", "ns/run", 1, new Goal { Ratio = 1.6 }) { Suspends = true }
            .AddFloor(() => suspended.SuspendedAsync(Items), Checks.Gives(Sum))
            .Add(Role.Peer, () => dataflow.RunAsync(Items), Checks.Gives(Sum), DataflowFanOut.Name);
        yield return new Row("fan-out-100-async-recorded", "ns/run", 1, new Goal { Ratio = 1.0 }) { Suspends = true }
            .AddFloor(() => suspended.SuspendedRecordedAsync(Items), Checks.Gives(Sum));
    }
}
