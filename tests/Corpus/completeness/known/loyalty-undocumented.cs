// source: CS1591 (https://learn.microsoft.com/dotnet/csharp/language-reference/compiler-messages/cs1591)
// why: a public class, a property and a method of it have no documentation
// expect: completeness/missing-docs 13
// expect: completeness/missing-docs 20
// expect: completeness/missing-docs 27

using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.LoyaltyUndocumented;

public sealed class LoyaltyAccount(string customer)
{
    private readonly List<(DateOnly Day, int Points)> _bookings = [];

    /// <summary>Whose account it is.</summary>
    public string Customer { get; } = customer;

    public int Balance => _bookings.Sum(booking => booking.Points);

    /// <summary>Books points that were earned.</summary>
    /// <param name="day">The day of the order.</param>
    /// <param name="total">The total of the order.</param>
    public void Earn(DateOnly day, decimal total) => _bookings.Add((day, (int)decimal.Truncate(total / 10m)));

    public bool TrySpend(DateOnly day, int points)
    {
        if (points > Balance)
        {
            return false;
        }

        _bookings.Add((day, -points));
        return true;
    }
}
