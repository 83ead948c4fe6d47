// source: .NET design guidelines, delegates (https://learn.microsoft.com/dotnet/standard/design-guidelines/events-and-callbacks)
// why: delegates and a marker interface have no bodies at all, and are types nevertheless
// expect: none

using System;

namespace Corpus.PriceDelegates;

/// <summary>Marks what may be shown on an invoice.</summary>
public interface IInvoiceable;

/// <summary>Works out a price.</summary>
/// <param name="sku">The article.</param>
/// <param name="quantity">How many.</param>
public delegate decimal PriceOf(string sku, int quantity);

/// <summary>Changes a price, such as for a campaign.</summary>
/// <param name="price">The price so far.</param>
/// <param name="sku">The article.</param>
public delegate decimal PriceChange(decimal price, string sku);
