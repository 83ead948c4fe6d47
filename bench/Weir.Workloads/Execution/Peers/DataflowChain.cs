using System.Threading.Tasks.Dataflow;

namespace Weir.Workloads.Execution.Peers;

/// <summary>Ten TPL Dataflow blocks in a row, through which many values go at once.</summary>
internal sealed class DataflowChain
{
    public const string Name = "TPL Dataflow, ten blocks";

    private readonly TransformBlock<int, int> _first = Block();
    private readonly TransformBlock<int, int> _last;

    public DataflowChain()
    {
        _last = _first;
        for (var i = 1; i < 10; i++)
        {
            var next = Block();
            _last.LinkTo(next);
            _last = next;
        }
    }

    /// <summary>Sends <paramref name="count"/> times 1 and gives the sum of what comes out.</summary>
    public async ValueTask<int> RunAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _first.Post(1);
        }

        var sum = 0;
        for (var i = 0; i < count; i++)
        {
            sum += _last.TryReceive(out var value) ? value : await _last.ReceiveAsync();
        }

        return sum;
    }

    private static TransformBlock<int, int> Block() => new(static x => x + 1, new ExecutionDataflowBlockOptions { SingleProducerConstrained = true });
}
