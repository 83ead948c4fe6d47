// source: CA2016 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2016)
// why: the token has a default, is passed to loops and locks, and lambdas pass on the one they are given
// expect: none

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.ParallelPriceFetch;

public interface IPriceSource
{
    ValueTask<decimal> PriceAsync(string sku, CancellationToken cancellationToken = default);
}

public sealed class PriceFetch(IPriceSource source) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<string, decimal> _prices = new(StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<string, decimal>> FetchAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken = default)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(skus, options, async (sku, token) =>
        {
            var price = await source.PriceAsync(sku, token);
            await _gate.WaitAsync(token);
            try
            {
                _prices[sku] = price;
            }
            finally
            {
                _gate.Release();
            }
        });
        return _prices;
    }

    public void Dispose() => _gate.Dispose();
}
