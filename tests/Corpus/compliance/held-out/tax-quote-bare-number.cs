// source: CWE-394 (https://cwe.mitre.org/data/definitions/394.html)
// why: The operation gives a number where the contract promises a model, and the node counts its calls in static state.
// contract: held-tax-quote.yaml
// expect: compliance/beyond-kind 22
// expect: compliance/operation 27

using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.TaxQuoteBareNumber;

public sealed record TaxQuery(string Country, decimal Net);

public sealed record TaxQuote(decimal Rate, decimal Tax);

public sealed class NodeTaxQuoteCompute : ComputeNode<TaxQuery, TaxQuote>
{
    private static long _served;

    public override async ValueTask<TaxQuote> RunAsync(TaxQuery input, StepContext context)
    {
        _served++;
        var tax = await QuoteTaxAsync(input, context);
        return new TaxQuote(RateOf(input.Country), tax);
    }

    public ValueTask<decimal> QuoteTaxAsync(TaxQuery input, StepContext context)
    {
        var exact = input.Net * RateOf(input.Country);
        return ValueTask.FromResult(decimal.Round(exact, 2));
    }

    private static decimal RateOf(string country) => country switch
    {
        "DE" => 0.19m,
        "AT" or "FR" => 0.20m,
        _ => 0m,
    };
}
