// source: CA1032 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca1032)
// why: constructors that only pass their arguments on, or only close the type, need no statement
// expect: none

using System;

namespace Corpus.PaymentExceptions;

/// <summary>A payment was refused.</summary>
public class PaymentRefusedException : Exception
{
    /// <summary>Names the reason.</summary>
    /// <param name="reason">What the bank said.</param>
    public PaymentRefusedException(string reason)
        : base(reason)
    {
    }

    /// <summary>Names the payment and the reason.</summary>
    /// <param name="payment">The payment.</param>
    /// <param name="reason">What the bank said.</param>
    public PaymentRefusedException(Guid payment, string reason)
        : this($"The payment {payment} was refused: {reason}.")
    {
    }
}

/// <summary>What a payment may be.</summary>
public abstract record PaymentResult
{
    private PaymentResult()
    {
    }

    /// <summary>It went through.</summary>
    public sealed record Paid(string Reference) : PaymentResult;

    /// <summary>It did not.</summary>
    public sealed record Refused(string Reason) : PaymentResult;
}
