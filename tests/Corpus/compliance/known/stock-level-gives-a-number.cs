// source: Weir, contracts
// why: the operation gives a number, where the contract has a model
// contract: stock-level.yaml
// expect: compliance/operation 24

using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using Weir;

namespace Corpus.StockLevelGivesANumber;

public sealed record StockChange(string Sku, long Delta);

public sealed record StockLevel(string Sku, long OnHand);

public sealed class NodeStockLevelReducer : ReducerNode<StockChange, StockLevel>
{
    private readonly ConcurrentDictionary<string, long> _levels = new(StringComparer.Ordinal);

    public override async ValueTask<StockLevel> RunAsync(StockChange input, StepContext context) =>
        new(input.Sku, await ApplyChangeAsync(input, context));

    public ValueTask<long> ApplyChangeAsync(StockChange input, StepContext context) =>
        ValueTask.FromResult(_levels.AddOrUpdate(input.Sku, static (_, delta) => delta, static (_, level, delta) => level + delta, input.Delta));
}
