// source: Microsoft Learn, CA2201 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2201)
// why: The class is not called as its contract says, and an unknown country is reported with the most general exception.
// contract: held-tax-quote.yaml
// expect: compliance/node-name 18
// expect: compliance/untyped-error 33

using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.TaxQuoterMisnamed;

public sealed record TaxQuery(string Country, decimal Net);

public sealed record TaxQuote(decimal Rate, decimal Tax);

public sealed class TaxQuoter : ComputeNode<TaxQuery, TaxQuote>
{
    private static readonly Dictionary<string, decimal> Rates = new(StringComparer.Ordinal)
    {
        ["DE"] = 0.19m,
        ["FR"] = 0.20m,
        ["LU"] = 0.17m,
    };

    public override ValueTask<TaxQuote> RunAsync(TaxQuery input, StepContext context) => QuoteTaxAsync(input, context);

    public ValueTask<TaxQuote> QuoteTaxAsync(TaxQuery input, StepContext context)
    {
        if (!Rates.TryGetValue(input.Country, out var rate))
        {
            throw new Exception($"There is no rate for {input.Country}.");
        }

        return ValueTask.FromResult(new TaxQuote(rate, decimal.Round(input.Net * rate, 2)));
    }
}
