// source: Weir, contracts
// why: the contract says reducer, and the class is a step without a kind
// contract: stock-level.yaml
// expect: compliance/node-base 18

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Weir;

namespace Corpus.StockLevelAsStep;

public sealed record StockChange(string Sku, long Delta);

public sealed record StockLevel(string Sku, long OnHand);

public sealed class NodeStockLevelReducer : Step<StockChange, StockLevel>
{
    private readonly Dictionary<string, long> _levels = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public override ValueTask<StockLevel> RunAsync(StockChange input, StepContext context) => ApplyChangeAsync(input, context);

    public ValueTask<StockLevel> ApplyChangeAsync(StockChange input, StepContext context)
    {
        lock (_lock)
        {
            var level = _levels.GetValueOrDefault(input.Sku) + input.Delta;
            _levels[input.Sku] = level;
            return ValueTask.FromResult(new StockLevel(input.Sku, level));
        }
    }
}
