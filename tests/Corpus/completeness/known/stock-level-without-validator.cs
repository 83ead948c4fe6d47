// source: Weir, contracts
// why: the level has no validator, and the movement is handled by an empty method
// contract: stock-level.yaml
// expect: completeness/missing-member 1
// expect: completeness/empty-body 47

using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Weir;

namespace Corpus.StockLevelWithoutValidator;

/// <summary>A movement of an article.</summary>
public sealed record StockChange(string Sku, long Delta);

/// <summary>How many there are.</summary>
public sealed record StockLevel(string Sku, long OnHand);

/// <summary>Checks movements.</summary>
public static class StockChangeValidator
{
    /// <summary>What is wrong with a movement.</summary>
    public static IReadOnlyList<string> Validate(StockChange change) => change.Sku.Length == 0 ? ["A movement has an article."] : [];
}

/// <summary>Folds movements into levels.</summary>
public sealed class NodeStockLevelReducer : ReducerNode<StockChange, StockLevel>
{
    private readonly Dictionary<string, long> _levels = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override ValueTask<StockLevel> RunAsync(StockChange input, StepContext context) => ApplyChangeAsync(input, context);

    /// <summary>Applies one movement.</summary>
    /// <param name="input">The movement.</param>
    /// <param name="context">The run.</param>
    public ValueTask<StockLevel> ApplyChangeAsync(StockChange input, StepContext context)
    {
        var level = _levels.GetValueOrDefault(input.Sku) + input.Delta;
        _levels[input.Sku] = level;
        return ValueTask.FromResult(new StockLevel(input.Sku, level));
    }

    /// <summary>Forgets an article that is no longer sold.</summary>
    /// <param name="sku">The article.</param>
    public void Forget(string sku)
    {
    }
}
