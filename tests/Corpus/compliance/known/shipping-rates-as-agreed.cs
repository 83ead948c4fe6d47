// source: Weir, contracts
// why: name, kind, models and settings are those of the contract
// contract: shipping-rates.yaml
// expect: none

using System;
using System.Threading.Tasks;
using Weir;

namespace Corpus.ShippingRatesAsAgreed;

public sealed record QuoteRequest(long WeightGrams, string Zone);

public sealed record Quote(long Cents, string Currency);

public sealed record ShippingRatesSettings
{
    public string Currency { get; init; } = "EUR";

    public long IslandSurchargeCents { get; init; } = 450;
}

public sealed class NodeShippingRatesCompute(ShippingRatesSettings? settings = null) : ComputeNode<QuoteRequest, Quote>
{
    public ShippingRatesSettings Settings { get; } = settings ?? new ShippingRatesSettings();

    public override ValueTask<Quote> RunAsync(QuoteRequest input, StepContext context) => QuoteAsync(input, context);

    public ValueTask<Quote> QuoteAsync(QuoteRequest input, StepContext context)
    {
        var cents = 390 + (input.WeightGrams / 1_000 * 80);
        if (input.Zone is "island")
        {
            cents += Settings.IslandSurchargeCents;
        }

        return ValueTask.FromResult(new Quote(cents, Settings.Currency));
    }
}
