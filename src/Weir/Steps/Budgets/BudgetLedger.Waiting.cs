namespace Weir;

internal sealed partial class BudgetLedger
{
    private readonly Lock _gate = new();

    // Under _gate, first come first served. Who is first is tried again whenever somebody settles.
    private readonly LinkedList<BudgetWait> _queue = [];

    // How many wait; written under _gate. Who waits writes it before he is tried again, and who settles reads it after he has:
    // both behind a full fence, so at least one of the two sees the other.
    private int _waiting;

    // Under _gate: one thread at a time serves, outside of the gate; who comes meanwhile makes it look again.
    private bool _isServing;
    private bool _isToServeAgain;

    // Set once: something was left behind that may never settle.
    private volatile bool _hasLeft;

    private bool IsWaitedFor => Volatile.Read(ref _waiting) != 0;

    /// <summary>
    /// Whether nobody waits for this ledger: that of an executor serves runs that may be inside steps of other runs, which would wait for
    /// each other; and what a time-out left behind may never end.
    /// </summary>
    public bool NeverWaits => _owner == BudgetOwner.Executor || _hasLeft;

    /// <summary>A guarded pipeline was left behind, whose steps may have reservations for ever: from now on nobody waits here or around.</summary>
    public void Leave()
    {
        for (var ledger = this; ledger is { _owner: not BudgetOwner.Executor }; ledger = ledger._outer)
        {
            ledger._hasLeft = true;
            Interlocked.MemoryBarrier();
            ledger.Serve();
        }
    }

    /// <summary>Waits until the attempt fits, or certainly does not, or is refused by another ledger.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing is reserved.</exception>
    public async ValueTask<BudgetVerdict> WaitAsync(BudgetLedger innermost, BudgetAmount? estimate, CancellationToken cancellationToken)
    {
        var wait = new BudgetWait(innermost, estimate);
        lock (_gate)
        {
            _queue.AddLast(wait.Node);
            Interlocked.Increment(ref _waiting);
        }

        var registration = cancellationToken.UnsafeRegister(static (self, token) => ((BudgetWait)self!).Cancel(token), wait);
        await using (registration.ConfigureAwait(RunQueue.IsHere))
        {
            Serve();
            try
            {
                return await wait.Verdict.ConfigureAwait(RunQueue.IsHere);
            }
            finally
            {
                if (TryRemove(wait))
                {
                    // Cancelled before its turn: the next may be the first now.
                    Serve();
                }
            }
        }
    }

    /// <summary>Something was given back here and in the ledgers around, up to one that was not asked.</summary>
    private void ServeWaiting(BudgetLedger? until)
    {
        for (var ledger = this; ledger != until; ledger = ledger!._outer)
        {
            if (ledger!.IsWaitedFor)
            {
                ledger.Serve();
            }
        }
    }

    private void Serve()
    {
        lock (_gate)
        {
            if (_isServing)
            {
                _isToServeAgain = true;
                return;
            }

            _isServing = true;
        }

        while (TakeFirst() is { } first)
        {
            if (Try(first) is not { } verdict)
            {
                if (StopServing())
                {
                    return;
                }

                continue;
            }

            TryRemove(first);
            if (!first.TryEnd(verdict) && verdict.IsGranted)
            {
                // It was cancelled meanwhile.
                first.Ledger.Settle(verdict.Reserved, default);
            }
        }
    }

    /// <summary>Null: it is to wait until somebody settles here.</summary>
    private BudgetVerdict? Try(BudgetWait first)
    {
        // Spent is read before what is committed, so that what is under way is never taken for nothing.
        var (cost, tokens) = (_cost.Spent, _tokens.Spent);
        if (first.Ledger.TryReserve(first.Estimate, server: this, out var reserved, out var refusal))
        {
            return new BudgetVerdict(true, reserved, default);
        }

        if (refusal.Ledger != this || !refusal.IsOfAmount)
        {
            return new BudgetVerdict(false, default, refusal);
        }

        var isUnderWay = !NeverWaits && refusal.Committed > (refusal.Limit == BudgetLimit.Cost ? cost : tokens);
        return isUnderWay ? null : new BudgetVerdict(false, default, refusal) { IsFinal = true };
    }

    private BudgetWait? TakeFirst()
    {
        lock (_gate)
        {
            _isToServeAgain = false;
            if (_queue.First is { } first)
            {
                return first.Value;
            }

            _isServing = false;
            return null;
        }
    }

    private bool StopServing()
    {
        lock (_gate)
        {
            _isServing = _isToServeAgain;
            return !_isServing;
        }
    }

    private bool TryRemove(BudgetWait wait)
    {
        lock (_gate)
        {
            if (wait.Node.List is null)
            {
                return false;
            }

            _queue.Remove(wait.Node);
            Interlocked.Decrement(ref _waiting);
            return true;
        }
    }
}
