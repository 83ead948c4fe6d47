namespace Weir;

/// <summary>Who runs next: places, tokens, and the frames that ask for their place again after a wait between attempts.</summary>
internal abstract partial class FanOut : IPlace
{
    // Under _gate: those that want to go on go before those that have not started.
    private readonly Queue<Action> _entering = [];

    // Set under _gate by the first item that gives its place away. Before that nobody can be waiting for a place, so an item that
    // ends needs to look only after it has seen this; it gives its place back first, and whoever waits looks at the places last.
    // Set from the beginning where a limit counts the items.
    private volatile bool _hasLeft;

    /// <summary>An item waits for its next attempt; its place goes to another.</summary>
    public void Leave()
    {
        if (_limit is not null)
        {
            LeaveLimited();
            return;
        }

        ItemFrame? next;
        Action? entering;
        lock (_gate)
        {
            Share();
            _hasLeft = true;
            next = null;
            if (!_entering.TryDequeue(out entering) && (next = TryClaim(null)) is not null)
            {
                Interlocked.Increment(ref _tokens);
            }
            else if (entering is null)
            {
                Interlocked.Decrement(ref _places);
            }
        }

        // Never here, inside the step that waits.
        Queue(entering);
        if (next is not null)
        {
            RunQueue.Queue(static work => work.Fan.StartAndGoOn(work.Item), (Fan: this, Item: next));
        }
    }

    /// <summary>An item wants to go on.</summary>
    public bool Enter(Action resume)
    {
        if (_limit is not null)
        {
            return EnterLimited(resume);
        }

        lock (_gate)
        {
            if (_entering.Count == 0 && TryAddPlace())
            {
                return true;
            }

            _entering.Enqueue(resume);
            return false;
        }
    }

    private static void Queue(Action? entering)
    {
        if (entering is not null)
        {
            RunQueue.Queue(static resume => resume(), entering);
        }
    }

    private void Begin(Frame parent, FanRules rules, int count)
    {
        Parent = parent;
        IsShared = false;
        _rules = rules;
        _count = count;
        _next = 0;
        _partitionEnd = count;
        _verdict.Begin(rules);
        _flow = ExecutionContext.Capture();
        if (_stop is null)
        {
            _stop = new CancelScope(parent.InnerStop);
        }
        else
        {
            _stop.Begin(parent.InnerStop);
        }

        _hasLeft = false;
        if (parent.Records is not null)
        {
            BeginRecords(parent);
        }

        if (parent.State is not null)
        {
            _forks = new StateCell?[count];
            _loan = parent.State.Lend();
        }
    }

    /// <summary>From now on other threads may be inside; those of the parent only call this while it is alone.</summary>
    private void Share()
    {
        if (!IsShared)
        {
            IsShared = true;
            BecomeShared(_next - 1);
        }
    }

    /// <summary>Takes the next item, for which the caller has a place; null: there is none.</summary>
    private ItemFrame? TryClaim(ItemFrame? ended)
    {
        if (_verdict.IsClosed || Volatile.Read(ref _next) >= _count)
        {
            return null;
        }

        var item = Interlocked.Increment(ref _next) - 1;
        if (item >= _count)
        {
            return null;
        }

        var frame = FrameFor(item, ended);
        frame.Item = item;
        return frame;
    }

    private bool TryAddPlace()
    {
        var places = Volatile.Read(ref _places);
        while (places < _rules.MaxParallel)
        {
            var seen = Interlocked.CompareExchange(ref _places, places + 1, places);
            if (seen == places)
            {
                return true;
            }

            places = seen;
        }

        return false;
    }

    /// <summary>Gives places that are free to those that wait for one. The caller has a token.</summary>
    private void LetIn()
    {
        if (_limit is not null)
        {
            LeaveLimit();
            StartElsewhere();
            return;
        }

        while (true)
        {
            Action entering;
            lock (_gate)
            {
                if (_entering.Count == 0 || !TryAddPlace())
                {
                    return;
                }

                entering = _entering.Dequeue();
            }

            Queue(entering);
        }
    }

    /// <summary>On the thread of the parent: starts items until there is none, or no place.</summary>
    private void StartRest()
    {
        while (TryAddPlace())
        {
            if (TryClaim(null) is not { } next)
            {
                LeavePlace();
                return;
            }

            Interlocked.Increment(ref _tokens);
            StartAndGoOn(next);
        }
    }

    private void StartAndGoOn(ItemFrame frame)
    {
        if (StartShared(frame))
        {
            GoOnAfter(frame);
        }
    }

    /// <summary>Runs one item after the other in the place of one that ended; its token goes from one to the next.</summary>
    private void GoOnAfter(ItemFrame ended)
    {
        ItemFrame? next = ended;
        do
        {
            Settle(next);
            next = TryPassOn(next);
            if (next is null)
            {
                if (Interlocked.Decrement(ref _tokens) == 0)
                {
                    Parent.ResumeAction();
                }

                return;
            }
        }
        while (StartShared(next));
    }

    private bool StartShared(ItemFrame frame)
    {
        AsyncFlow.Restore(_flow);
        return Start(frame) || frame.WaitInside();
    }

    /// <summary>Gives the place of an item that ended to one that waits for a place, or else to the next item, which is returned.</summary>
    private ItemFrame? TryPassOn(ItemFrame ended)
    {
        if (_hasLeft)
        {
            if (_limit is { } limit)
            {
                Interlocked.Increment(ref _tokens);
                GoShared(ended, limit.Partition);
                return null;
            }

            Action? entering;
            lock (_gate)
            {
                _entering.TryDequeue(out entering);
            }

            if (entering is not null)
            {
                Queue(entering);
                return null;
            }
        }

        var next = TryClaim(ended);
        if (next is null)
        {
            LeavePlace();
        }

        return next;
    }

    private void LeavePlace()
    {
        Interlocked.Decrement(ref _places);
        if (_hasLeft)
        {
            LetIn();
        }
    }

    /// <summary>Notes how an item ended.</summary>
    private void Settle(ItemFrame frame)
    {
        var failure = frame.Failure;
        if (frame.Records is not null)
        {
            Note(frame);

            // An item whose input could not be read has no record, and its failure no address.
            if (failure is not { Status: StepStatus.Failed, Address: null })
            {
                KeepRecord(frame);
            }
        }

        if (failure is null && (_rules.OnFailure != FailurePolicy.FirstSuccess || Judge(frame.Item, null)))
        {
            Keep(frame);
        }
        else
        {
            if (failure is not null)
            {
                Judge(frame.Item, failure);
            }

            if (_forks is not null)
            {
                _forks[frame.Item] = null;
            }
        }

        frame.ClearItem();
    }

    private void Note(ItemFrame frame)
    {
        Interlocked.Add(ref _calls, frame.Calls);
        if (frame.Used != default)
        {
            lock (_gate)
            {
                _used += frame.Used;
            }
        }
    }

    /// <summary>Tells the verdict how an item ended. True: its output counts.</summary>
    private bool Judge(int item, StepFailure? failure)
    {
        var counts = false;
        string? reason;
        lock (_gate)
        {
            var before = _verdict.StopReason;
            if (failure is null)
            {
                counts = _verdict.Succeeded(item);
            }
            else
            {
                _verdict.Failed(item, failure);
            }

            reason = before is null ? _verdict.StopReason : null;
        }

        if (reason is not null && IsShared)
        {
            _ = StopAsync(_stop, reason);
        }

        return counts;
    }

    /// <summary>Tells those in flight to stop. The fan-out may be over by now, and serve another run with another scope.</summary>
    private static async Task StopAsync(CancelScope scope, string reason)
    {
        // What callbacks of the token throw is no part of any outcome.
        await scope.StopAsync(reason).ConfigureAwait(RunQueue.Quietly);
        scope.Unlink();
    }

    private void EndScope()
    {
        if (_verdict.StopReason is null)
        {
            _stop.End();
        }
        else
        {
            if (!IsShared)
            {
                // Where others were inside, whoever tells them to stop does this.
                _stop.Unlink();
            }

            _stop = null!;
        }
    }
}
