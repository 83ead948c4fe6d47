// source: Weir, contracts
// why: everything that the contract names is there
// contract: shipping-rates.yaml
// expect: none

using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Weir;

namespace Corpus.ShippingRatesWhole;

/// <summary>What a parcel is.</summary>
public sealed record QuoteRequest
{
    /// <summary>The weight in grams.</summary>
    public required long WeightGrams { get; init; }

    /// <summary>Where it goes.</summary>
    public required string Zone { get; init; }
}

/// <summary>What it costs.</summary>
public sealed record Quote
{
    /// <summary>The price in cents.</summary>
    public required long Cents { get; init; }
}

/// <summary>Checks requests.</summary>
public static class QuoteRequestValidator
{
    /// <summary>What is wrong with a request.</summary>
    public static IReadOnlyList<string> Validate(QuoteRequest request) => request.Zone.Length == 0 ? ["A request has a zone."] : [];
}

/// <summary>Checks quotes.</summary>
public static class QuoteValidator
{
    /// <summary>What is wrong with a quote.</summary>
    public static IReadOnlyList<string> Validate(Quote quote) => quote.Cents < 0 ? ["A price is not negative."] : [];
}

/// <summary>Works out what it costs to send a parcel.</summary>
public sealed class NodeShippingRatesCompute : ComputeNode<QuoteRequest, Quote>
{
    /// <inheritdoc/>
    public override ValueTask<Quote> RunAsync(QuoteRequest input, StepContext context) => QuoteAsync(input, context);

    /// <summary>Quotes one parcel.</summary>
    /// <param name="input">The parcel.</param>
    /// <param name="context">The run.</param>
    public ValueTask<Quote> QuoteAsync(QuoteRequest input, StepContext context)
    {
        var perKilo = input.Zone.StartsWith("DE", StringComparison.Ordinal) ? 80 : 210;
        return ValueTask.FromResult(new Quote { Cents = 390 + (((input.WeightGrams + 999) / 1000) * perKilo) });
    }
}
