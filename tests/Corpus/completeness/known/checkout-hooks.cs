// source: .NET design guidelines, virtual members (https://learn.microsoft.com/dotnet/standard/design-guidelines/virtual-members)
// why: documented virtual methods without a body are hooks, and what holds nothing has nothing to dispose
// expect: none

using System;
using System.Collections.Generic;

namespace Corpus.CheckoutHooks;

/// <summary>A checkout that shops derive from.</summary>
public abstract class Checkout : IDisposable
{
    private readonly List<decimal> _totals = [];

    /// <summary>Takes an order.</summary>
    /// <param name="total">What is to be paid.</param>
    public void Take(decimal total)
    {
        OnTaking(total);
        _totals.Add(total);
        OnTaken(_totals.Count);
    }

    /// <summary>Called before an order is taken; does nothing unless overridden.</summary>
    /// <param name="total">What is to be paid.</param>
    protected virtual void OnTaking(decimal total)
    {
    }

    /// <summary>Called after an order was taken; does nothing unless overridden.</summary>
    /// <param name="count">How many were taken so far.</param>
    protected virtual void OnTaken(int count)
    {
    }

    /// <summary>Ends the checkout.</summary>
    public void Dispose()
    {
    }
}
