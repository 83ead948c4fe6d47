// source: CS1591 (https://learn.microsoft.com/dotnet/csharp/language-reference/compiler-messages/cs1591)
// why: public members of a type that is not visible outside need no documentation
// expect: none

using System;
using System.Collections.Generic;

namespace Corpus.InternalPriceCache;

internal sealed class PriceCache(TimeProvider time, TimeSpan keep)
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public int Count => _entries.Count;

    public decimal GetOrAdd(string sku, Func<string, decimal> load)
    {
        var now = time.GetUtcNow();
        if (_entries.TryGetValue(sku, out var entry) && entry.Until > now)
        {
            return entry.Price;
        }

        var price = load(sku);
        _entries[sku] = new Entry(price, now + keep);
        return price;
    }

    public void Clear() => _entries.Clear();

    public readonly record struct Entry(decimal Price, DateTimeOffset Until);
}

internal static class Prices
{
    public const int Digits = 2;

    public static decimal Round(decimal price) => decimal.Round(price, Digits);
}
