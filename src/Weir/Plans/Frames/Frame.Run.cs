using System.Runtime.CompilerServices;

namespace Weir;

internal partial class Frame
{
    private static readonly ContextCallback StartInFlow = static frame => ((Frame)frame!).WaitOrEnd(((Frame)frame).Start());
    private static readonly ContextCallback ContinueInFlow = static frame => ((Frame)frame!).WaitOrEnd(((Frame)frame).Continue());

    private StepRecord[]? _ownRecords;

    // Set while the start of the frame waits for a thread with more stack.
    private bool _startDeferred;

    /// <summary>Prepares a run of the root.</summary>
    public void BeginRoot()
    {
        FrameChecks.Require(_index == -1, this);
        _index = 0;
        Attempt = 1;
        if (Plan.State is { } state)
        {
            State = NewState(state);
        }
    }

    /// <summary>Prepares to record; the records of a root stay with it, for its run is given back before it is used again.</summary>
    public void BeginRecords() => BeginRecords(Run.Now);

    /// <summary>The same where the timestamp of the start is known already.</summary>
    public void BeginRecords(long started)
    {
        Records = _ownRecords ??= new StepRecord[_nodes.Length];
        Started = Stamp = started;
    }

    /// <summary>Prepares the run of what is inside a composite.</summary>
    public void BeginChild(Frame parent, in Segment segment, IFrameOwner owner, CancelScope? stop = null, IPlace? place = null, StateCell? state = null)
    {
        FrameChecks.Require(_index == -1, this);
        _parent = parent;
        _segment = segment;
        Owner = owner;
        Place = place ?? parent.Place;
        Observe(parent.InnerObserver);
        _index = 0;
        Attempt = 1;
        Run = parent.Run;
        Stop = stop ?? parent.InnerStop;
        if (parent.Records is not null)
        {
            // Results outlive this use of the frame; the one record of a single step is copied out of it.
            Records = Plan.IsSingleStep ? _ownRecords ??= new StepRecord[1] : new StepRecord[_nodes.Length];
            Started = Stamp = Run.Now;
        }

        // The state around it if the types are the same, else a new one of its own.
        State = state ?? parent.State;
        if (Plan.BringsMore)
        {
            BringMore(parent);
        }
    }

    private void BringMore(Frame parent)
    {
        if (Plan.IsMetered)
        {
            _ledger = parent._ledger;
        }

        if (Plan.State is { } own && (State is null || State.Type != own.Type))
        {
            State = NewState(own);
        }
    }

    /// <summary>Runs the plan from its first step. True: it ended. False: it waits; call <see cref="Wait"/> next.</summary>
    public bool Start() => Records is null ? Go() : Observer is null ? GoRecorded() : GoObserved();

    /// <summary>Starts inside another frame, where the stack may be used up. False: call <see cref="WaitInside"/> next.</summary>
    public bool StartInside()
    {
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return Start() || KeepFlow();
        }

        _startDeferred = true;
        return KeepFlow();
    }

    /// <summary>Waits for the current step. True: the frame ended meanwhile. After false it may be running on another thread.</summary>
    public bool Wait()
    {
        KeepFlow();
        return WaitInside();
    }

    /// <summary>The same for a frame inside another, which waits in the flow of its own start. The caller restores its flow afterwards.</summary>
    public bool WaitInside()
    {
        AsyncFlow.Restore(_flow);
        if (_startDeferred)
        {
            RunQueue.Queue(this);
            return false;
        }

        RunQueue.Waits(this);
        while (HookCurrent())
        {
            if (Continue())
            {
                return true;
            }

            KeepFlow();
            RunQueue.Waits(this);
        }

        return false;
    }

    /// <summary>What is inside the current step ended.</summary>
    /// <param name="child">The frame that did.</param>
    public void Ended(Frame child) => Resume();

    /// <summary>A start or a resumption that needed a stack of its own.</summary>
    public void Execute()
    {
        if (!_startDeferred)
        {
            Resume();
            return;
        }

        _startDeferred = false;
        InFlow(StartInFlow);
    }

    /// <summary>When the steps of a root ended; null: there is more to tell of one of them, which their results do.</summary>
    protected StepTimes? CopyTimes() => _hasDetails || Plan.IsShell ? null : new StepTimes(Records.AsSpan(0, Recorded), Addresses!, Run.Time, Started);

    /// <summary>What a frame inside another has recorded, apart from the frame; called when it has ended.</summary>
    public NestedRecord ToNested() => new(
        Plan, _segment, Plan.IsSingleStep ? [.. Records!] : Records!, Recorded, Started, Stamp, Failure, Register);

    /// <summary>The current step threw, which is its last word: it may have said before that it fails.</summary>
    public void Fail(Exception error) => Failure = FailureOf(error);

    public override StepFailure FailureOf(Exception error) => error is OperationCanceledException && Stop.IsStopping
        ? new StepFailure(StepStatus.Cancelled, error, Stop.StopReason)
        : new StepFailure(StepStatus.Failed, error);

    /// <summary>Forgets what the run left, so that nothing of the user's is held or seen by another run.</summary>
    public void Clear()
    {
        FrameChecks.Require(_index != -1, this);
        Context.EndRentals();
        _index = -1;
        Register = default;
        _flow = null;
        if (Feedback is not null)
        {
            Cause = null;
        }

        if (State is not null)
        {
            State = null;
        }

        if (Failure is not null)
        {
            Failure = null;
        }

        if (_clock is not null)
        {
            StopClock();
            _clock.EndRun(Run);
        }

        if (Records is not null)
        {
            ClearRecords();
        }
    }

    /// <summary>The run is over, and the frame is not used again: nothing outside holds on to it.</summary>
    protected void LetGo()
    {
        Context.EndRentals();
        StopClock();
        _clock?.Abandon();
    }

    /// <summary>Tells whoever waits for this frame.</summary>
    protected virtual void End() => Owner!.Ended(this);

    /// <summary>The state that the run begins with. If that cannot be made the frame has failed, and none of its steps is left to run.</summary>
    private StateCell? NewState(StatePlan state)
    {
        try
        {
            return state.NewCell();
        }
        catch (Exception error)
        {
            EndUnstarted(FailureOf(StepPartException.OfPipeline("initial state", BaseAddress.ToString(), error)));
            Observer?.Unstarted(this);
            return null;
        }
    }

    /// <summary>The frame has failed, and none of its steps is left to run.</summary>
    protected void EndUnstarted(StepFailure failure)
    {
        failure.Address = BaseAddress;
        Failure = failure;
        _index = _nodes.Length;
    }

    private bool KeepFlow()
    {
        _flow = ExecutionContext.Capture();
        return false;
    }

    private void ClearRecords()
    {
        // Records of values have nothing to let go of, and are written over by the next run.
        if (ReferenceEquals(Records, _ownRecords) && (_hasDetails || Plan.GivesReferences))
        {
            Array.Clear(_ownRecords!, 0, Recorded);
        }

        Records = null;
        Recorded = 0;
        _hasDetails = false;
        Detail = null;
        Observe(null);
        Used = default;
        Calls = 0;
    }

    private void Resume()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            RunQueue.Queue(this);
            return;
        }

        InFlow(ContinueInFlow);
    }

    /// <summary>Goes on under what flowed to the caller of the run; a completer gets its own back afterwards.</summary>
    private void InFlow(ContextCallback go)
    {
        if (_flow is null)
        {
            go(this);
        }
        else
        {
            ExecutionContext.Run(_flow, go, this);
        }
    }

    private void WaitOrEnd(bool ended)
    {
        if (ended || Wait())
        {
            End();
        }
    }
}
