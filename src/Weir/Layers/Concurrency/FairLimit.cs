namespace Weir.Layers.Concurrency;

/// <summary>So many places, and one row of turns that wait for them: first come, first served.</summary>
/// <remarks>
/// Rules: who waits does so only while all places are taken. While nobody waits, places are taken and given back by one atomic operation; who finds the row in use goes
/// through the gate. Nothing is executed, and no clock is called, inside the gate.
/// </remarks>
internal sealed class FairLimit(ConcurrencyOptions options) : CallLimit
{
    // More than there can be places.
    private const int HasRow = 1 << 30;

    private readonly Lock _gate = new();
    private readonly int _places = options.MaxConcurrent ?? 2 * Environment.ProcessorCount;

    // That of the last turn. Another clock, of another executor that runs the same pipeline, brings another one; those that wait by the one before are seen by it.
    private volatile QueueWatch? _watch;

    // Only Interlocked: how many places are taken, and HasRow while somebody waits. HasRow changes under _gate.
    private int _state;

    // All under _gate; _waiting, the length of the row, is read without.
    private readonly LinkedList<CallTurn> _row = [];
    private volatile int _waiting;

    /// <summary>How many places are taken, and how many turns wait; for tests.</summary>
    public (int Taken, int Waiting) Counts
    {
        get
        {
            lock (_gate)
            {
                return (Volatile.Read(ref _state) & ~HasRow, _row.Count);
            }
        }
    }

    public override int Partition { get; } = options.PartitionSize;

    public override bool TryEnter()
    {
        var state = Volatile.Read(ref _state);
        while (state < _places)
        {
            var seen = Interlocked.CompareExchange(ref _state, state + 1, state);
            if (seen == state)
            {
                return true;
            }

            state = seen;
        }

        return false;
    }

    public override bool Enter(CallTurn turn)
    {
        var watch = Prepare(turn);
        while (true)
        {
            watch.Start(options.QueueTimeout);
            lock (_gate)
            {
                if (!watch.IsOn)
                {
                    continue;
                }

                if (!turn.IsWithdrawn)
                {
                    return TryEnterOrMarkRow() || !Add(turn);
                }

                turn.End = CallTurnEnd.Withdrawn;
            }

            Execute(turn);
            return false;
        }
    }

    public override void Exit()
    {
        var state = Volatile.Read(ref _state);
        while ((state & HasRow) == 0)
        {
            var seen = Interlocked.CompareExchange(ref _state, state - 1, state);
            if (seen == state)
            {
                return;
            }

            state = seen;
        }

        CallTurn? next;
        lock (_gate)
        {
            next = GiveToFirst();
        }

        Execute(next);
    }

    public override void Yield(CallTurn turn)
    {
        var watch = Prepare(turn);
        while (true)
        {
            watch.Start(options.QueueTimeout);
            CallTurn? next;
            bool isAdded;
            lock (_gate)
            {
                if (!watch.IsOn)
                {
                    continue;
                }

                isAdded = !turn.IsWithdrawn && Add(turn);
                next = GiveToFirst();
                if (!isAdded)
                {
                    turn.End = CallTurnEnd.Withdrawn;
                }
            }

            Execute(next);
            Execute(isAdded ? null : turn);
            return;
        }
    }

    public override void Withdraw(CallTurn turn)
    {
        lock (_gate)
        {
            turn.IsWithdrawn = true;
            if (!turn.IsWaiting)
            {
                return;
            }

            Remove(turn, CallTurnEnd.Withdrawn);
        }

        Execute(turn);
    }

    public override bool IsWantedBesides(CallTurn? turn) => _waiting > (turn is { IsWaiting: true } ? 1 : 0);

    public override Exception Refusal(string path, TimeSpan waited) => new ConcurrencyTimeoutException(path, _places, waited);

    /// <summary>Ends the wait of all who have waited too long by one clock, and says when to look again; null: nobody waits by it any more.</summary>
    public TimeSpan? Expire(QueueWatch watch)
    {
        var now = watch.Time.GetTimestamp();
        var expired = new List<CallTurn>();
        TimeSpan? left = null;
        lock (_gate)
        {
            foreach (var turn in _row.Where(turn => ReferenceEquals(turn.Time, watch.Time)).ToArray())
            {
                if (turn.HasCalls)
                {
                    // It has had its turn all the time; what it waits for is its own.
                    turn.Since = now;
                }

                var waited = watch.Time.GetElapsedTime(turn.Since, now);
                if (waited >= options.QueueTimeout)
                {
                    turn.Waited = waited;
                    Remove(turn, CallTurnEnd.TimedOut);
                    expired.Add(turn);
                }
                else if (left is null || options.QueueTimeout - waited < left)
                {
                    left = options.QueueTimeout - waited;
                }
            }

            watch.IsOn = left is not null;
        }

        expired.ForEach(Execute);
        return left;
    }

    private static void Execute(CallTurn? turn)
    {
        if (turn is not null)
        {
            RunQueue.Queue(turn);
        }
    }

    private QueueWatch Prepare(CallTurn turn)
    {
        turn.Since = turn.Time.GetTimestamp();
        return _watch is { } last && ReferenceEquals(last.Time, turn.Time) ? last : _watch = new QueueWatch(this, turn.Time);
    }

    /// <summary>Takes a place; false: all are taken, and from here on nobody takes or leaves one but through the gate.</summary>
    private bool TryEnterOrMarkRow()
    {
        while (!TryEnter())
        {
            var state = Volatile.Read(ref _state);
            if (state >= _places && Interlocked.CompareExchange(ref _state, state | HasRow, state) == state)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Lets a turn wait behind all others. Always true.</summary>
    private bool Add(CallTurn turn)
    {
        Interlocked.Or(ref _state, HasRow);
        _row.AddLast(turn.Node);
        turn.IsWaiting = true;
        _waiting = _row.Count;
        return true;
    }

    private void Remove(CallTurn turn, CallTurnEnd end)
    {
        _row.Remove(turn.Node);
        turn.IsWaiting = false;
        turn.End = end;
        _waiting = _row.Count;
        if (_row.Count == 0)
        {
            Interlocked.And(ref _state, ~HasRow);
        }
    }

    /// <summary>Gives a place that was taken to the first of the row; null: nobody waits, and the place is free.</summary>
    private CallTurn? GiveToFirst()
    {
        if (_row.First is not { Value: var first })
        {
            Interlocked.Decrement(ref _state);
            return null;
        }

        Remove(first, CallTurnEnd.Served);
        return first;
    }
}
