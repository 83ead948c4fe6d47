// source: CA1502 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca1502)
// why: twelve ways through one switch; a table would have one
// expect: quality/cyclomatic-complexity 13

using System;

namespace Corpus.VatByCountry;

public static class Vat
{
    public const decimal Reduced = 0.07m;

    public static decimal RateOf(string country)
    {
        switch (country)
        {
            case "DE":
                return 0.19m;
            case "AT":
            case "FR":
                return 0.20m;
            case "BE":
            case "ES":
            case "NL":
                return 0.21m;
            case "IT":
                return 0.22m;
            case "PL":
            case "PT":
                return 0.23m;
            case "DK":
            case "SE":
                return 0.25m;
            default:
                throw new ArgumentException($"No rate is known for '{country}'.", nameof(country));
        }
    }

    public static decimal Gross(decimal net, string country) => net * (1 + RateOf(country));
}
