namespace Weir;

/// <summary>One limit: how much may be used, how much is spent, and how much is spent or reserved.</summary>
/// <remarks>
/// Rules: reserving raises what is committed, and only as far as the limit. Settling raises what is spent and corrects what is
/// committed by the difference; the order of the two keeps committed less spent at least as large as what is under way, so
/// that nobody who waits for others takes them for gone. What was used beyond the reservation is counted, past the limit too.
/// </remarks>
internal struct BudgetDimension(long? limit)
{
    // Both only Interlocked. Spent only grows.
    private long _committed;
    private long _spent;

    public bool IsLimited { get; } = limit is not null;

    public long Limit { get; } = limit ?? long.MaxValue;

    public long Committed => Volatile.Read(ref _committed);

    public long Spent => Volatile.Read(ref _spent);

    public long Left => Math.Max(0, Limit - Committed);

    public bool IsOver => Committed > Limit;

    /// <param name="asked">How much.</param>
    /// <param name="committed">What was committed when it was refused.</param>
    public bool TryReserve(long asked, out long committed)
    {
        committed = 0;
        if (!IsLimited || asked == 0)
        {
            return true;
        }

        committed = Volatile.Read(ref _committed);
        while (asked <= Limit - committed)
        {
            var seen = Interlocked.CompareExchange(ref _committed, committed + asked, committed);
            if (seen == committed)
            {
                return true;
            }

            committed = seen;
        }

        return false;
    }

    public void Settle(long reserved, long used)
    {
        if (!IsLimited)
        {
            return;
        }

        if (used > reserved)
        {
            Interlocked.Add(ref _committed, used - reserved);
        }

        if (used > 0)
        {
            Interlocked.Add(ref _spent, used);
        }

        if (used < reserved)
        {
            Interlocked.Add(ref _committed, used - reserved);
        }
    }

    /// <summary>Begins anew. False: something is under way that will still settle.</summary>
    public bool TryReset()
    {
        var spent = Spent;
        if (Committed != spent)
        {
            return false;
        }

        if (spent != 0)
        {
            _committed = 0;
            _spent = 0;
        }

        return true;
    }
}
