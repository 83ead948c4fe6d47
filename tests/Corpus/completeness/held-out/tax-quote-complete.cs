// source: CWE-440 (https://cwe.mitre.org/data/definitions/440.html)
// why: Everything that the contract names is there, the operation overridden from a base class in the same file.
// contract: held-tax-quote.yaml
// expect: none

using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.TaxQuoteComplete;

/// <summary>What is asked.</summary>
/// <param name="Country">Two capital letters.</param>
/// <param name="Net">The amount without tax.</param>
public sealed record TaxQuery(string Country, decimal Net);

/// <summary>What is answered.</summary>
/// <param name="Rate">Between 0 and 1.</param>
/// <param name="Tax">The tax, rounded to cents.</param>
public sealed record TaxQuote(decimal Rate, decimal Tax);

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
        value.Rate is < 0 or > 1 ? [new Violation("$.rate", "maximum", "is above 1")] : [];
}

/// <summary>What the contract says of the node.</summary>
public abstract class NodeTaxQuoteComputeBase : ComputeNode<TaxQuery, TaxQuote>
{
    /// <inheritdoc/>
    public sealed override ValueTask<TaxQuote> RunAsync(TaxQuery input, StepContext context) => QuoteTaxAsync(input, context);

    /// <summary>Quotes the tax of one amount.</summary>
    protected virtual ValueTask<TaxQuote> QuoteTaxAsync(TaxQuery input, StepContext context) =>
        throw new OperationNotImplementedException(Name, "quote_tax");
}

/// <summary>Works out the sales tax of one net amount.</summary>
public sealed class NodeTaxQuoteCompute : NodeTaxQuoteComputeBase
{
    /// <inheritdoc/>
    protected override ValueTask<TaxQuote> QuoteTaxAsync(TaxQuery input, StepContext context)
    {
        var rate = input.Country switch { "DE" => 0.19m, "FR" or "AT" => 0.20m, _ => 0m };
        return ValueTask.FromResult(new TaxQuote(rate, Math.Round(input.Net * rate, 2)));
    }
}
