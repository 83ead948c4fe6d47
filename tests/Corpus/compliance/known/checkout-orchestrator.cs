// source: Weir, nodes
// why: an orchestrator calls other nodes and hands its context on; an effect node beside it opens the file
// expect: none

using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Weir;

namespace Corpus.CheckoutOrchestrator;

public sealed record Order(string Number, decimal Total);

public sealed class NodeReceiptEffect : EffectNode<Order, string>
{
    public override async ValueTask<string> RunAsync(Order input, StepContext context)
    {
        var path = Path.Combine(Path.GetTempPath(), input.Number + ".txt");
        await File.WriteAllTextAsync(path, $"{input.Total:0.00}", context.CancellationToken);
        return path;
    }
}

public sealed class NodeRoundingCompute : ComputeNode<Order, Order>
{
    public override ValueTask<Order> RunAsync(Order input, StepContext context) =>
        ValueTask.FromResult(input with { Total = decimal.Round(input.Total, 2) });
}

public sealed class NodeCheckoutOrchestrator(NodeRoundingCompute rounding, NodeReceiptEffect receipt) : OrchestratorNode<Order, string>
{
    public override async ValueTask<string> RunAsync(Order input, StepContext context)
    {
        var rounded = await rounding.RunAsync(input, context);
        if (rounded.Total == 0)
        {
            return context.Fail<string>("Nothing is to be paid.");
        }

        return await receipt.RunAsync(rounded, context);
    }
}
