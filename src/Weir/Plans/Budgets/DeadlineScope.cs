namespace Weir;

/// <summary>Tells what is under way to stop when the time of a budget is over. Nothing else stops: the next step learns from its ledger why it must not start.</summary>
internal sealed class DeadlineScope : CancelScope, IDisposable
{
    private readonly BudgetLedger _ledger;
    private readonly ITimer _timer;

    private DeadlineScope(BudgetLedger ledger, CancelScope outer, TimeProvider time)
        : base(outer)
    {
        _ledger = ledger;
        _timer = time.CreateTimer(static self => ((DeadlineScope)self!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Schedule(ledger.TimeLeft);
    }

    /// <summary>The scope for what runs under a ledger; null: none of its budgets stops what is under way.</summary>
    public static DeadlineScope? Of(BudgetLedger? ledger, CancelScope outer, TimeProvider time)
    {
        BudgetLedger? first = null;
        for (var at = ledger; at is not null; at = at.Outer)
        {
            if (at.Budget is { Time: not null, OnBreach: BudgetBreach.Stop } && (first is null || at.TimeLeft < first.TimeLeft))
            {
                first = at;
            }
        }

        return first is null ? null : new DeadlineScope(first, outer, time);
    }

    public void Dispose()
    {
        _timer.Dispose();
        Unlink();
    }

    private void Ring()
    {
        // Timers may go off a little early.
        if (_ledger.TimeLeft is var left && left > TimeSpan.Zero)
        {
            Schedule(left);
        }
        else
        {
            _ = CancelTokenAsync();
        }
    }

    // Timers count whole milliseconds, up to 49 days.
    private void Schedule(TimeSpan left) =>
        _timer.Change(TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(left.TotalMilliseconds), uint.MaxValue / 2)), Timeout.InfiniteTimeSpan);
}
