// source: CA2201 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2201)
// why: exceptions that nobody can tell apart, and one that becomes a zero
// expect: compliance/untyped-error 24
// expect: compliance/untyped-error 30
// expect: compliance/untyped-error 41

using System;

namespace Corpus.LedgerUntyped;

public interface IRates
{
    decimal Rate(string pair);
}

public sealed class Ledger(IRates rates)
{
    private decimal _balance;

    public void Book(decimal amount, string currency)
    {
        if (amount == 0)
        {
            throw new ApplicationException("Nothing is booked.");
        }

        _balance += amount * RateOf(currency);
        if (_balance < -10_000)
        {
            throw new SystemException("The account is overdrawn.");
        }
    }

    private decimal RateOf(string currency)
    {
        decimal rate;
        try
        {
            rate = currency == "EUR" ? 1m : rates.Rate("EUR" + currency);
        }
        catch (Exception error)
        {
            rate = 0m;
        }

        return rate;
    }
}
