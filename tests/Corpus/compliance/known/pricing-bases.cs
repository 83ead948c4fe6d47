// source: Weir, nodes
// why: an abstract base may end in Base, and a node may derive from its kind through it
// expect: none

using System;
using System.Threading.Tasks;
using Weir;

namespace Corpus.PricingBases;

public sealed record PriceRequest(string Sku, int Quantity);

public abstract class PricingComputeBase : ComputeNode<PriceRequest, decimal>
{
    protected abstract decimal Each(string sku);

    public override ValueTask<decimal> RunAsync(PriceRequest input, StepContext context) =>
        ValueTask.FromResult(input.Quantity * Each(input.Sku));
}

public sealed class NodeListPriceCompute : PricingComputeBase
{
    protected override decimal Each(string sku) => sku.StartsWith("SHOE", StringComparison.Ordinal) ? 79.90m : 19.90m;
}

public sealed class NodeStaffPriceCompute(decimal share) : PricingComputeBase
{
    protected override decimal Each(string sku) => decimal.Round(sku.Length * share, 2);
}

public sealed class EffectiveDate(DateOnly day)
{
    public DateOnly Day { get; } = day;
}
