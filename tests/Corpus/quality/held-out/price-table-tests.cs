// source: Microsoft Learn, Best practices for unit tests (https://learn.microsoft.com/dotnet/core/testing/unit-testing-best-practices)
// why: Names with underscores are customary in tests, and the other names are legal look-alikes.
// expect: none

using System;
using System.Collections.Generic;

namespace Corpus.HeldOut.PriceTableTests;

public interface IItemPrices<TItem>
    where TItem : notnull
{
    decimal this[TItem item] { get; }
}

public sealed class PriceTable<TItem> : IItemPrices<TItem>, IDisposable
    where TItem : notnull
{
    public const decimal DefaultPrice = 9.99m;
    private static readonly decimal[] Steps = [0.99m, 0.95m];
    private readonly Dictionary<TItem, decimal> _prices = [];

    public event EventHandler? Changed;

    public decimal this[TItem item] => _prices.GetValueOrDefault(item, DefaultPrice);

    public void Set(TItem item, decimal @decimal)
    {
        _prices[item] = Math.Floor(@decimal) + Steps[0];
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Dispose() => _prices.Clear();
}

public sealed class PriceTableTests
{
    public void Set_WhenThePriceIsRound_EndsInNinetyNine()
    {
        using var table = new PriceTable<string>();
        table.Changed += (_, _) => { };
        table.Set("tea", 4m);
        Equal(4.99m, table["tea"]);
    }

    public void Indexer_WhenNothingWasSet_GivesTheDefault()
    {
        using var table = new PriceTable<Guid>();
        _ = table[Guid.Empty];
        Equal(PriceTable<Guid>.DefaultPrice, table[Guid.Empty]);
    }

    private static void Equal(decimal expected, decimal actual)
    {
        if (expected != actual)
        {
            throw new InvalidOperationException($"{actual} is not {expected}.");
        }
    }
}
