// source: Weir, nodes
// why: a reducer keeps what it folds in fields of its own, which is what reducers are for
// expect: none

using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using Weir;

namespace Corpus.OrderTotalReducer;

public sealed record OrderPlaced(string Shop, decimal Total, DateTimeOffset At);

public sealed record ShopTotals(string Shop, int Orders, decimal Revenue);

public sealed class NodeShopTotalsReducer : ReducerNode<OrderPlaced, ShopTotals>
{
    private readonly ConcurrentDictionary<string, ShopTotals> _totals = new(StringComparer.Ordinal);

    public override ValueTask<ShopTotals> RunAsync(OrderPlaced input, StepContext context)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        var totals = _totals.AddOrUpdate(
            input.Shop,
            static (shop, order) => new ShopTotals(shop, 1, order.Total),
            static (_, before, order) => before with { Orders = before.Orders + 1, Revenue = before.Revenue + order.Total },
            input);
        return ValueTask.FromResult(totals);
    }
}
