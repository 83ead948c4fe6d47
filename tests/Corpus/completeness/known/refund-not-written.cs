// source: CA1065 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca1065)
// why: two of four ways to pay are refused because nobody wrote them
// expect: completeness/placeholder 34
// expect: completeness/placeholder 45

using System;

namespace Corpus.RefundNotWritten;

/// <summary>How an order was paid.</summary>
public abstract record Payment(decimal Amount);

/// <summary>Paid by card.</summary>
public sealed record CardPayment(decimal Amount, string Network) : Payment(Amount);

/// <summary>Paid by direct debit.</summary>
public sealed record DebitPayment(decimal Amount, string Mandate) : Payment(Amount);

/// <summary>Paid with a voucher.</summary>
public sealed record VoucherPayment(decimal Amount) : Payment(Amount);

/// <summary>Works out what goes back to the customer.</summary>
public sealed class RefundCalculator
{
    /// <summary>The fee that is kept from a refund.</summary>
    public decimal Fee { get; init; } = 0.25m;

    /// <summary>What goes back for a payment.</summary>
    /// <param name="payment">What was paid.</param>
    public decimal Refund(Payment payment) => payment switch
    {
        CardPayment { Network: "amex" } card => card.Amount - (2 * Fee),
        CardPayment card => card.Amount - Fee,
        DebitPayment => throw new NotImplementedException("debit refunds come with the bank's new interface"),
        VoucherPayment voucher => voucher.Amount,
        _ => throw new ArgumentOutOfRangeException(nameof(payment)),
    };

    /// <summary>What goes back for a part of a payment.</summary>
    /// <param name="payment">What was paid.</param>
    /// <param name="share">The share, from 0 to 1.</param>
    public decimal RefundPart(Payment payment, decimal share)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1m);
        throw new NotImplementedException();
    }
}
