// source: CA1849 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca1849)
// why: the results are there already: after WhenAll of those very tasks, and where the task said so
// expect: none

using System;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.CompletedResults;

internal interface IPrices
{
    ValueTask<decimal> PriceAsync(string sku, CancellationToken cancellationToken);
}

internal sealed class PriceSum(IPrices prices)
{
    public async Task<decimal> BothAsync(string first, string second, CancellationToken cancellationToken)
    {
        var one = prices.PriceAsync(first, cancellationToken).AsTask();
        var two = prices.PriceAsync(second, cancellationToken).AsTask();
        await Task.WhenAll(one, two);
        return one.Result + two.Result;
    }

    public ValueTask<decimal> GrossAsync(string sku, decimal rate, CancellationToken cancellationToken)
    {
        var net = prices.PriceAsync(sku, cancellationToken);
        if (net.IsCompletedSuccessfully)
        {
            return ValueTask.FromResult(net.Result * (1 + rate));
        }

        return SlowAsync(net, rate);
    }

    private static async ValueTask<decimal> SlowAsync(ValueTask<decimal> net, decimal rate) => await net * (1 + rate);
}
