// source: Weir, contracts
// why: the model of the request has no zone, which the contract asks for
// contract: shipping-rates.yaml
// expect: completeness/missing-member 14

using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Weir;

namespace Corpus.ShippingRatesHalfAModel;

/// <summary>What a parcel is.</summary>
public sealed record QuoteRequest
{
    /// <summary>The weight in grams.</summary>
    public required long WeightGrams { get; init; }
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
    public static IReadOnlyList<string> Validate(QuoteRequest request) => request.WeightGrams < 1 ? ["A parcel has a weight."] : [];
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
        var steps = (input.WeightGrams + 999) / 1000;
        return ValueTask.FromResult(new Quote { Cents = 390 + (steps * 80) });
    }
}
