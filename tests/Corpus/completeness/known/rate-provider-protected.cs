// source: CS1591 (https://learn.microsoft.com/dotnet/csharp/language-reference/compiler-messages/cs1591)
// why: what is protected in a public class, an event and a nested public type are seen from outside and have no documentation
// expect: completeness/missing-docs 27
// expect: completeness/missing-docs 29
// expect: completeness/missing-docs 31

using System;
using System.Collections.Generic;

namespace Corpus.RateProviderProtected;

/// <summary>Gives rates of exchange, and remembers the last ones.</summary>
public abstract class RateProvider
{
    private readonly Dictionary<string, decimal> _last = [];

    /// <summary>The rate of a pair such as <c>EURUSD</c>.</summary>
    /// <param name="pair">The pair.</param>
    public decimal RateOf(string pair)
    {
        var rate = Load(pair);
        _last[pair] = rate;
        Changed?.Invoke(this, new RateChange(pair, rate));
        return rate;
    }

    public event EventHandler<RateChange>? Changed;

    protected abstract decimal Load(string pair);

    public sealed record RateChange(string Pair, decimal Rate);
}
