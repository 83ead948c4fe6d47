// source: CA1715 and CA1707 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca1715)
// why: a type parameter without T, a parameter and a local in Pascal case
// expect: quality/naming 18
// expect: quality/naming 23
// expect: quality/naming 30

using System;
using System.Collections.Generic;

namespace Corpus.PriceListNames;

internal enum PriceKind
{
    Net,
    Gross,
}

internal sealed class PriceList<Key>
    where Key : notnull
{
    private readonly Dictionary<Key, (decimal Price, PriceKind Kind)> _prices = [];

    public void Set(Key key, decimal Price, PriceKind kind)
    {
        _prices[key] = (Price, kind);
    }

    public decimal Total(IEnumerable<Key> keys)
    {
        decimal Sum = 0;
        foreach (var key in keys)
        {
            Sum += _prices.TryGetValue(key, out var found) ? found.Price : 0m;
        }

        return Sum;
    }
}
