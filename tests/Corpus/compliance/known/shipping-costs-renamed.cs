// source: Weir, contracts
// why: the contract calls the node NodeShippingRatesCompute
// contract: shipping-rates.yaml
// expect: compliance/node-name 16

using System;
using System.Threading.Tasks;
using Weir;

namespace Corpus.ShippingCostsRenamed;

public sealed record QuoteRequest(long WeightGrams, string Zone);

public sealed record Quote(long Cents);

public sealed class NodeShippingCostsCompute : ComputeNode<QuoteRequest, Quote>
{
    private static readonly long[] Steps = [390, 590, 990, 1690];

    public override ValueTask<Quote> RunAsync(QuoteRequest input, StepContext context) => QuoteAsync(input, context);

    public ValueTask<Quote> QuoteAsync(QuoteRequest input, StepContext context)
    {
        var step = input.WeightGrams switch
        {
            <= 1_000 => 0,
            <= 5_000 => 1,
            <= 10_000 => 2,
            _ => 3,
        };
        return ValueTask.FromResult(new Quote(Steps[step]));
    }
}
