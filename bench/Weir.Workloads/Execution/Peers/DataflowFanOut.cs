using System.Threading.Tasks.Dataflow;

namespace Weir.Workloads.Execution.Peers;

/// <summary>One TPL Dataflow block that works on many values at once.</summary>
internal sealed class DataflowFanOut(Func<int, Task<int>> step)
{
    public const string Name = "TPL Dataflow, one block";

    private readonly TransformBlock<int, int> _block = new(
        step, new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = DataflowBlockOptions.Unbounded, SingleProducerConstrained = true });

    public async ValueTask<int> RunAsync(int[] items)
    {
        foreach (var item in items)
        {
            _block.Post(item);
        }

        var sum = 0;
        for (var i = 0; i < items.Length; i++)
        {
            sum += _block.TryReceive(out var value) ? value : await _block.ReceiveAsync();
        }

        return sum;
    }
}
