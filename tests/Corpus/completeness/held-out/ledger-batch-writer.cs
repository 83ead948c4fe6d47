// source: CWE-1071 (https://cwe.mitre.org/data/definitions/1071.html)
// why: Rolling back does nothing and a setter throws its value away, though callers rely on both.
// expect: completeness/empty-body 26
// expect: completeness/empty-body 43

using System;
using System.Collections.Generic;

namespace Corpus.HeldOut.LedgerBatch;

/// <summary>One line of the general ledger.</summary>
public sealed record LedgerLine(string Account, decimal Debit, decimal Credit);

/// <summary>Collects ledger lines and posts them together.</summary>
public sealed class LedgerBatchWriter
{
    private readonly List<LedgerLine> _pending = [];

    /// <summary>Lines that were not posted yet.</summary>
    public int PendingCount => _pending.Count;

    /// <summary>How many lines are posted at once; default 100.</summary>
    public int BatchSize
    {
        get => 100;
        set { }
    }

    /// <summary>Adds a line.</summary>
    /// <exception cref="ArgumentException">The line has both a debit and a credit.</exception>
    public void Add(LedgerLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Debit != 0 && line.Credit != 0)
        {
            throw new ArgumentException("A line is either a debit or a credit.", nameof(line));
        }

        _pending.Add(line);
    }

    /// <summary>Takes back what was added since the last post.</summary>
    public void Rollback()
    {
    }

    /// <summary>Whether the pending lines are balanced.</summary>
    public bool IsBalanced()
    {
        var sum = 0m;
        foreach (var line in _pending)
        {
            sum += line.Debit - line.Credit;
        }

        return sum == 0;
    }
}
