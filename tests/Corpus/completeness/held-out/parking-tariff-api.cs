// source: Microsoft Learn, XML documentation comments (https://learn.microsoft.com/dotnet/csharp/language-reference/xmldoc/)
// why: Plain comments and empty summaries do not document a public member, and protected members are public to derived types.
// expect: completeness/missing-docs 21
// expect: completeness/missing-docs 24
// expect: completeness/missing-docs 34

using System;
using System.Collections.Generic;

namespace Corpus.HeldOut.ParkingTariff;

/// <summary>Works out what parking costs.</summary>
public abstract class ParkingTariff
{
    private readonly Dictionary<string, decimal> _discounts = new(StringComparer.Ordinal);

    /// <summary>The longest time that is charged for a day.</summary>
    public const int MaxChargedHours = 10;

    // The price of the first hour, in euro.
    public decimal FirstHour { get; init; } = 2.50m;

    /// <summary></summary>
    public decimal NextHour { get; init; } = 1.80m;

    /// <summary>Gives a discount to all who show a card.</summary>
    /// <param name="card">The kind of the card.</param>
    /// <param name="share">Between 0 and 1.</param>
    public void AddDiscount(string card, decimal share) => _discounts[card] = share;

    /// <inheritdoc/>
    public override string ToString() => $"{FirstHour} / {NextHour}";

    protected abstract decimal Surcharge(DateTimeOffset arrival);

    private decimal DiscountOf(string? card) => card is not null && _discounts.TryGetValue(card, out var share) ? share : 0;

    internal decimal Price(DateTimeOffset arrival, int hours, string? card)
    {
        var charged = Math.Min(hours, MaxChargedHours);
        var price = FirstHour + (Math.Max(0, charged - 1) * NextHour) + Surcharge(arrival);
        return price * (1 - DiscountOf(card));
    }
}
