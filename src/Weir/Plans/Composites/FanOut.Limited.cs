namespace Weir;

/// <summary>Items that a limit counts: who has a place here has one there too, and who gets none there waits for the turn of the fan-out.</summary>
/// <remarks>
/// Idea: a turn is a place in the limit, a place here, and a token. As long as every item ends at once, whoever has the turn is alone inside, and makes its calls
/// by the partition; between two partitions it goes to the end of the row if others wait. Once an item waits, turns are as places are in the plain way: one for each item
/// in flight, and one that waits for the next.
/// Rules: a turn that waits keeps its place here and its token, so the fan-out cannot end under it. When the fan-out is stopped, or the limit breaks, the fan-out is open:
/// its places need none in the limit any more.
/// </remarks>
internal abstract partial class FanOut
{
    // Null: the items are not counted. Fixed from the first item to the last.
    private CallLimit? _limit;
    private CountedCalls? _counted;

    // Made when it has to wait first.
    private CallTurn? _turn;
    private CancellationTokenRegistration _stopping;

    // Of who is alone inside: a frame to use again, and where its partition ends.
    private ItemFrame? _idle;
    private int _partitionEnd;

    // How many places have none in the limit. Only Interlocked.
    private int _uncounted;

    // Under _gate: whether the turn waits, or is about to.
    private bool _isAsking;
    private volatile bool _isOpen;
    private int _hasFault;

    /// <summary>Behind the last item that whoever is alone inside may run in one go.</summary>
    protected int PartitionEnd => _partitionEnd;

    private bool HasMore => _entering.Count > 0 || (!_verdict.IsClosed && Volatile.Read(ref _next) < _count);

    private bool RunLimited(Frame parent, FanRules rules, int count, CallLimit limit)
    {
        // Without a flow, calls inside would not know that they are; and those inside of others are not counted.
        if (count == 0 || CountedCalls.AreAround || ExecutionContext.Capture() is not { } outer)
        {
            return RunPlain(parent, rules, count);
        }

        _counted = CountedCalls.Begin();
        Begin(parent, rules, count);
        _limit = limit;
        _hasLeft = true;
        _places = 1;
        _tokens = 2;
        var isOver = TryTakeFirstTurn() && GoAlone();
        AsyncFlow.Restore(outer);
        if (isOver)
        {
            LeaveLimit();
            Finish();
        }

        return isOver;
    }

    private void EndLimited()
    {
        _counted!.End();
        _counted = null;
        if (_turn is not null)
        {
            _stopping.Unregister();
            _stopping = default;
            _turn = null;
        }

        _limit = null;
        _idle = null;
        _uncounted = 0;
        _isAsking = false;
        _isOpen = false;
        _hasFault = 0;
    }

    /// <summary>Runs items one after the other while nobody else is inside. True: all have ended. False: the turn went to somebody else, or waits.</summary>
    private bool GoAlone()
    {
        var last = _idle;
        _idle = null;
        BeginPartition();
        while (_next < _count && !_verdict.IsClosed)
        {
            if (_next >= _partitionEnd)
            {
                if (IsWanted() && TryYieldAlone(last))
                {
                    return false;
                }

                BeginPartition();
            }

            var frame = FrameFor(_next, last);
            frame.Item = _next++;
            var isEnded = Start(frame);
            if (isEnded && !IsShared)
            {
                AsyncFlow.Restore(_flow);
                Settle(frame);
                last = frame;
                continue;
            }

            Share();
            Interlocked.Increment(ref _tokens);
            if (isEnded || frame.WaitInside())
            {
                GoOnAfter(frame);
            }

            StartMore();
            DropToken();
            return false;
        }

        return true;
    }

    private bool TryYieldAlone(ItemFrame? last)
    {
        _idle = last;
        if (TryBeginAsking() && TryYield())
        {
            return true;
        }

        _idle = null;
        return false;
    }

    private void BeginPartition() => _partitionEnd = _next + Math.Min(_limit!.Partition, _count - _next);

    /// <summary>Runs items while others may be inside. The caller has a turn, which goes with an item that waits, or ends here.</summary>
    /// <param name="ended">A frame to use again; null: there is none.</param>
    /// <param name="calls">How many calls of the partition were made.</param>
    private void GoShared(ItemFrame? ended, int calls)
    {
        for (ended ??= Interlocked.Exchange(ref _idle, null); ; calls++)
        {
            if (TryLetOneIn())
            {
                break;
            }

            if (calls >= _limit!.Partition && IsWanted())
            {
                Volatile.Write(ref _idle, ended);
                ended = null;
                if (TryBeginAsking())
                {
                    if (TryYield())
                    {
                        return;
                    }
                }
                else
                {
                    LeavePlace();
                    break;
                }
            }

            if (TryClaim(ended) is not { } next)
            {
                LeavePlace();
                break;
            }

            if (!StartShared(next))
            {
                return;
            }

            Settle(next);
            ended = next;
        }

        DropToken();
    }

    /// <summary>The turn of the fan-out was executed: it has a place, or has none and does not wait any more.</summary>
    private void Served(CallTurn turn)
    {
        // Read before the turn can wait again.
        var (end, waited) = (turn.End, turn.Waited);
        AsyncFlow.Restore(_flow);
        SetAsking(false);
        if (end != CallTurnEnd.Served)
        {
            Interlocked.Increment(ref _uncounted);
            if (end == CallTurnEnd.Withdrawn)
            {
                _isOpen = true;
            }
            else
            {
                RefuseRest(waited);
            }
        }

        if (IsShared && end == CallTurnEnd.TimedOut)
        {
            // Those that want to go on wait for another turn, as long as it takes.
            LeavePlace();
        }
        else if (IsShared)
        {
            Interlocked.Increment(ref _tokens);
            GoShared(null, 0);
            StartMore();
        }
        else
        {
            // The start of the next item is not the end of the one before.
            BecomeShared(Math.Min(_next, _count));
            if (!GoAlone())
            {
                return;
            }

            LeaveLimit();
        }

        DropToken();
    }

    /// <summary>All items that have not started fail, for they have waited too long.</summary>
    private void RefuseRest(TimeSpan waited)
    {
        ItemFrame? frame = null;
        while (TryClaim(frame) is { } next)
        {
            if (TryPrepare(next))
            {
                next.Refuse(_limit!.Refusal(next.Address.ToString(), waited));
            }

            Settle(next);
            frame = next;
        }
    }

    /// <summary>Gives the place to an item that wants to go on.</summary>
    private bool TryLetOneIn()
    {
        Action? entering;
        lock (_gate)
        {
            _entering.TryDequeue(out entering);
        }

        Queue(entering);
        return entering is not null;
    }

    /// <summary>Takes turns as long as there are any, and something to start. The caller has a token of its own.</summary>
    private void StartMore()
    {
        while (TryBeginMore() && TryTakeTurn())
        {
            SetAsking(false);
            GoShared(null, 0);
        }
    }

    /// <summary>The same, but runs nothing here.</summary>
    private void StartElsewhere()
    {
        if (TryBeginMore())
        {
            TakeTurnElsewhere();
        }
    }

    private void TakeTurnElsewhere()
    {
        if (TryTakeTurn())
        {
            SetAsking(false);
            RunQueue.Queue(static fan => fan.GoShared(null, 0), this);
        }
    }

    /// <summary>Takes a place and a token for a turn, if there is something to start; true: take the turn next.</summary>
    private bool TryBeginMore()
    {
        lock (_gate)
        {
            if (_isAsking || !HasMore || !TryAddPlace())
            {
                return false;
            }

            _isAsking = true;
            Interlocked.Increment(ref _tokens);
            return true;
        }
    }

    private bool TryBeginAsking()
    {
        lock (_gate)
        {
            var isFirst = !_isAsking;
            _isAsking = true;
            return isFirst;
        }
    }

    private void SetAsking(bool isAsking)
    {
        lock (_gate)
        {
            _isAsking = isAsking;
        }
    }

    /// <summary>An item gives its place away, inside of its step.</summary>
    private void LeaveLimited()
    {
        lock (_gate)
        {
            Share();
        }

        LeavePlace();
    }

    /// <summary>An item that gave its place away wants to go on.</summary>
    private bool EnterLimited(Action resume)
    {
        lock (_gate)
        {
            if (_entering.Count == 0 && !_isAsking && TryAddPlace())
            {
                if (TryCount())
                {
                    return true;
                }

                Interlocked.Decrement(ref _places);
            }

            // From here on the item may be going on elsewhere: what asks has a token of its own.
            _entering.Enqueue(resume);
            if (!TryBeginMore())
            {
                return false;
            }
        }

        TakeTurnElsewhere();
        return false;
    }
}
