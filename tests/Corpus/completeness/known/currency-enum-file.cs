// source: CA1008 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca1008)
// why: a file with an enum and nothing else is code
// expect: none

using System;

namespace Corpus.CurrencyEnumFile;

/// <summary>The currencies that a price may have.</summary>
public enum Currency
{
    /// <summary>None was given.</summary>
    None = 0,

    /// <summary>The euro.</summary>
    Eur = 978,

    /// <summary>The Swiss franc.</summary>
    Chf = 756,

    /// <summary>The pound sterling.</summary>
    Gbp = 826,
}
