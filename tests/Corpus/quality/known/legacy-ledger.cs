// source: C# language, nullable contexts (https://learn.microsoft.com/dotnet/csharp/language-reference/compiler-messages/nullable-warnings)
// why: null checks are switched off for a part of a file
// expect: quality/nullability 13

using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.LegacyLedger;

internal sealed record LedgerLine(string Account, decimal Amount);

#nullable disable
internal sealed class Ledger
{
    private readonly List<LedgerLine> _lines = new List<LedgerLine>();

    public LedgerLine Last { get; private set; }

    public void Book(string account, decimal amount)
    {
        Last = new LedgerLine(account, amount);
        _lines.Add(Last);
    }

    public decimal Balance(string account) => _lines.Where(line => line.Account == account).Sum(line => line.Amount);
}
#nullable restore
