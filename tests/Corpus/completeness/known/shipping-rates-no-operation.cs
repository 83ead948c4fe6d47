// source: Weir, contracts
// why: the node has no method for the operation quote that its contract names
// contract: shipping-rates.yaml
// expect: completeness/missing-member 35

using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Weir;

namespace Corpus.ShippingRatesNoOperation;

/// <summary>What a parcel is.</summary>
public sealed record QuoteRequest(long WeightGrams, string Zone);

/// <summary>What it costs.</summary>
public sealed record Quote(long Cents);

/// <summary>Checks requests.</summary>
public static class QuoteRequestValidator
{
    /// <summary>What is wrong with a request.</summary>
    public static IReadOnlyList<string> Validate(QuoteRequest request) =>
        request.WeightGrams is < 1 or > 31_500 ? ["The weight is from 1 to 31,500 g."] : [];
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
    public override ValueTask<Quote> RunAsync(QuoteRequest input, StepContext context) =>
        ValueTask.FromResult(new Quote(390 + (input.WeightGrams / 1000 * 80)));
}
