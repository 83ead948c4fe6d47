// source: CWE-1064 (https://cwe.mitre.org/data/definitions/1064.html)
// why: Eight values in a row are easily swapped, and two assertions tell the compiler to look away.
// expect: quality/nullability 29
// expect: quality/many-parameters 32
// expect: quality/nullability 49

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.HeldOut.FerryBookingDesk;

public sealed record Ticket(string Number, decimal Price);

public interface ITicketStore
{
    Task<Ticket?> FindAsync(string number, CancellationToken cancellationToken);
}

public sealed class FerryBookingDesk
{
    private readonly ITicketStore _store;
    private readonly Dictionary<string, decimal> _prices;

    public FerryBookingDesk(ITicketStore store, Dictionary<string, decimal>? prices)
    {
        _store = store;
        _prices = prices!;
    }

    public Ticket Book(string from, string to, DateOnly day, int adults, int children, bool withCar, string? plate, bool isReturn)
    {
        ArgumentException.ThrowIfNullOrEmpty(from);
        ArgumentException.ThrowIfNullOrEmpty(to);
        var seats = adults + (children * 0.5m);
        var price = _prices[$"{from}-{to}"] * seats;
        if (withCar)
        {
            price += plate is null ? 70 : 60;
        }

        return new Ticket($"{from}{to}{day:yyMMdd}", isReturn ? price * 1.8m : price);
    }

    public async Task<decimal> PriceOfAsync(string number, CancellationToken cancellationToken)
    {
        var ticket = await _store.FindAsync(number, cancellationToken);
        return ticket!.Price;
    }
}
