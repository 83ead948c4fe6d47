// source: CWE-440 (https://cwe.mitre.org/data/definitions/440.html)
// why: The answer leaves out the rate that the contract promises, and the note admits it.
// contract: held-tax-quote.yaml
// expect: completeness/missing-member 19
// expect: completeness/placeholder 21

using System.Collections.Generic;
using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.TaxQuoteWithoutRate;

/// <summary>What is asked.</summary>
/// <param name="Country">Two capital letters.</param>
/// <param name="Net">The amount without tax.</param>
public sealed record TaxQuery(string Country, decimal Net);

/// <summary>What is answered.</summary>
public sealed record TaxQuote
{
    // XXX the rate was dropped when the rounding moved; put it back

    /// <summary>The tax, rounded to cents.</summary>
    public required decimal Tax { get; init; }
}

/// <summary>Checks questions.</summary>
public static class TaxQueryValidator
{
    /// <summary>Finds what is wrong with a question.</summary>
    public static IReadOnlyList<Violation> Validate(TaxQuery value) =>
        value.Net < 0 ? [new Violation("$.net", "minimum", "is below 0")] : [];
}

/// <summary>Checks answers.</summary>
public static class TaxQuoteValidator
{
    /// <summary>Finds what is wrong with an answer.</summary>
    public static IReadOnlyList<Violation> Validate(TaxQuote value) =>
        value.Tax < 0 ? [new Violation("$.tax", "minimum", "is below 0")] : [];
}

/// <summary>Works out the sales tax of one net amount.</summary>
public sealed class NodeTaxQuoteCompute : ComputeNode<TaxQuery, TaxQuote>
{
    private static readonly Dictionary<string, decimal> Rates = new() { ["DE"] = 0.19m, ["FR"] = 0.20m };

    /// <inheritdoc/>
    public override ValueTask<TaxQuote> RunAsync(TaxQuery input, StepContext context) => QuoteTaxAsync(input, context);

    /// <summary>Quotes the tax of one amount.</summary>
    public ValueTask<TaxQuote> QuoteTaxAsync(TaxQuery input, StepContext context)
    {
        var rate = Rates.GetValueOrDefault(input.Country);
        return ValueTask.FromResult(new TaxQuote { Tax = decimal.Round(input.Net * rate, 2) });
    }
}
