using System.Diagnostics;

namespace Weir;

/// <summary>Who runs next: places, tokens, and the frames that ask for their place again after a wait between attempts.</summary>
internal abstract partial class FanOut : IPlace
{
    // Under _gate: those that want to go on go before those that have not started.
    private readonly Queue<Action> _entering = [];

    /// <summary>An item waits for its next attempt; its place goes to another.</summary>
    public void Leave()
    {
        Action? entering;
        ItemFrame? next = null;
        lock (_gate)
        {
            IsShared = true;
            _places--;
            if (_entering.TryDequeue(out entering))
            {
                _places++;
            }
            else
            {
                next = TryTake();
            }
        }

        // Never here, inside the step that waits.
        Queue(entering);
        if (next is not null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static work => work.Fan.StartAndGoOn(work.Item), (Fan: this, Item: next), preferLocal: false);
        }
    }

    /// <summary>An item wants to go on.</summary>
    public bool Enter(Action resume)
    {
        lock (_gate)
        {
            if (_places < _rules.MaxParallel)
            {
                _places++;
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
            ThreadPool.UnsafeQueueUserWorkItem(static resume => resume(), entering, preferLocal: false);
        }
    }

    private void Begin(Frame parent, FanRules rules, int count)
    {
        Parent = parent;
        IsShared = false;
        _rules = rules;
        _count = count;
        _next = 0;
        _places = 0;
        _tokens = 1;
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

        if (parent.State is not null)
        {
            _forks = new StateCell?[count];
        }
    }

    /// <summary>Takes the next item, a place and a token; null: there is no item, or no place.</summary>
    private ItemFrame? TryTake()
    {
        if (_next >= _count || _verdict.IsClosed || _places >= _rules.MaxParallel)
        {
            return null;
        }

        _places++;
        _tokens++;
        var frame = FrameOf(_next);
        frame.Item = _next++;
        return frame;
    }

    /// <summary>On the thread of the parent: starts items until there is none, or no place.</summary>
    private void StartRest()
    {
        while (TryTakeMore() is { } next)
        {
            StartAndGoOn(next);
        }
    }

    private ItemFrame? TryTakeMore()
    {
        lock (_gate)
        {
            return TryTake();
        }
    }

    private void StartAndGoOn(ItemFrame frame)
    {
        if (StartShared(frame))
        {
            GoOnAfter(frame);
        }
    }

    /// <summary>Runs one item after the other in the place of one that ended.</summary>
    private void GoOnAfter(ItemFrame ended)
    {
        var next = PassOn(ended, out var isOver);
        while (next is not null)
        {
            if (!StartShared(next))
            {
                return;
            }

            next = PassOn(next, out isOver);
        }

        if (isOver)
        {
            Parent.ResumeAction();
        }
    }

    private bool StartShared(ItemFrame frame)
    {
        AsyncFlow.Restore(_flow);
        return Start(frame) || frame.WaitInside();
    }

    /// <summary>Settles an item that ended, and hands on its place. After null the caller has no token, and is the last one if <paramref name="isOver"/>.</summary>
    private ItemFrame? PassOn(ItemFrame ended, out bool isOver)
    {
        ItemFrame? next = null;
        CancelScope? stopped = null;
        string? reason;
        Action? entering;
        lock (_gate)
        {
            Debug.Assert(_places > 0 && _places <= _rules.MaxParallel && _tokens > 0, "An item that ended had a place and a token.");
            reason = _verdict.StopReason;
            Settle(ended);
            if (reason is null && (reason = _verdict.StopReason) is not null)
            {
                stopped = _stop;
            }

            _tokens--;
            if (!_entering.TryDequeue(out entering))
            {
                _places--;
                next = TryTake();
            }

            isOver = _tokens == 0;
        }

        Queue(entering);
        if (stopped is not null)
        {
            _ = StopAsync(stopped, reason!);
        }

        return next;
    }

    /// <summary>Notes how an item ended, and takes its frame back.</summary>
    private void Settle(ItemFrame frame)
    {
        Parent.AdoptSums(frame);
        var failure = frame.Failure;

        // An item whose input could not be read has no record.
        if (frame.Records is not null && (frame.Recorded != 0 || failure is not { Status: StepStatus.Failed }))
        {
            KeepRecord(frame);
        }

        if (failure is null && _verdict.Succeeded(frame.Item))
        {
            Keep(frame);
        }
        else
        {
            if (failure is not null)
            {
                _verdict.Failed(frame.Item, failure);
            }

            if (_forks is not null)
            {
                _forks[frame.Item] = null;
            }
        }

        frame.Clear();
        Free(frame);
    }

    /// <summary>Tells those in flight to stop. The fan-out may be over by now, and serve another run with another scope.</summary>
    private static async Task StopAsync(CancelScope scope, string reason)
    {
        // What callbacks of the token throw is no part of any outcome.
        await scope.StopAsync(reason).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
            _stop = null!;
        }
    }
}
