namespace Weir;

/// <remarks>
/// A step that runs for many items stays among the ready ones as long as it may have more: whoever takes it asks for the next item,
/// puts the step back, and runs the item. So one thread at a time asks, and every item has a place like any other step.
/// </remarks>
internal sealed partial class WorkflowScheduler
{
    // By step; null where no step of the workflow has items.
    private readonly ForEachState?[]? _forEach;

    /// <summary>A thread takes a step with items, to ask for the next one. Under the lock.</summary>
    private void BeginPull(int step)
    {
        if (_forEach is null || _nodes[step].Spec is not IForEachSpec)
        {
            return;
        }

        if (_forEach[step] is { } state)
        {
            state.IsPulling = true;
        }
        else
        {
            _forEach[step] = new ForEachState(AddressOf(step)) { Began = _session.Scope.Now };
        }
    }

    /// <summary>Asks for the next item of a step and runs it; gives a timestamp of now.</summary>
    private long RunItem(int step, StepFrame frame, long started)
    {
        var state = _forEach![step]!;
        if (state.Run is null && state.Error is null && !TryCondition(step, frame))
        {
            return _session.Scope.Now;
        }

        var error = TryPull(step, state, out var hasItem);
        AsyncFlow.Restore(_context);
        if (!hasItem)
        {
            EndPull(step, frame, state, error);
            return _session.Scope.Now;
        }

        var node = _nodes[step];
        var spec = (IForEachSpec)node.Spec;
        PutUnder(frame, node.Stage);
        frame.BeginItem(step, state, state.Started, PlanOf(spec, step), _observers is [] ? null : _observers[node.Stage], started);
        state.Run!.Fill(frame, state.Started);
        PutBack(step, state);
        if (!frame.Start() && !frame.Wait())
        {
            return _session.Scope.Now;
        }

        var ended = frame.Stamp;
        FinishItem(frame, isAtOnce: true);
        return ended;
    }

    private Exception? TryPull(int step, ForEachState state, out bool hasItem)
    {
        hasItem = false;
        try
        {
            if (state.Run is null)
            {
                _session.Progress?.TellStepStarted(state.Address, _workflow.Stages[_nodes[step].Stage].Name, state.Began);
                state.Run = ((IForEachSpec)_nodes[step].Spec).Begin(new StepReads(_nodes[step], _values));
            }

            hasItem = state.Run.MoveNext();
            if (!hasItem)
            {
                state.Run.Dispose();
            }
            else if (state.Started == int.MaxValue)
            {
                throw new InvalidOperationException($"The step '{_nodes[step].Name}' has more than {int.MaxValue} items; give it lists of them.");
            }

            return null;
        }
        catch (Exception error)
        {
            hasItem = false;
            return error;
        }
    }

    /// <summary>The item is there: others may ask for the next.</summary>
    private void PutBack(int step, ForEachState state)
    {
        bool callPump;
        lock (_gate)
        {
            state.Started++;
            state.InFlight++;
            state.IsPulling = false;
            if (!state.IsClosed)
            {
                _ready.Add(step);
            }

            callPump = WantsPump();
            _pumpCalled |= callPump;
        }

        if (callPump)
        {
            RunQueue.Queue(this);
        }
    }

    /// <summary>There is no item any more, or it could not be had.</summary>
    private void EndPull(int step, StepFrame frame, ForEachState state, Exception? error)
    {
        frame.Claim?.GiveUp();
        frame.Claim = null;
        bool done;
        Action? returning;
        lock (_gate)
        {
            _frames.Push(frame);
            returning = FreePlace(step);
            state.IsPulling = false;
            state.IsClosed = true;
            state.Error = error;
            SettleIfOver(step, state);
            done = _remaining == 0;
        }

        Resume(returning);
        Report(done);
    }

    /// <summary>An item ended.</summary>
    private void FinishItem(StepFrame frame, bool isAtOnce)
    {
        var (step, item, state) = (frame.Step, frame.Item, frame.ForEach!);
        var (calls, used, failure) = (frame.Calls, frame.Used, frame.Failure);
        var hasRecord = frame.Recorded > 0;
        var status = hasRecord ? frame.Records![0].Status : failure!.Status;
        var took = hasRecord ? frame.Records![0].Ended - frame.Started : 0;
        var error = status == StepStatus.Completed ? TryTakeOutput(frame, state, item) : null;
        var result = status == StepStatus.Failed && hasRecord ? ItemResult(frame) : null;
        frame.Claim?.GiveUp();
        frame.Claim = null;
        var isFree = frame.TryClear();
        bool done;
        Action? returning;
        lock (_gate)
        {
            Calls += calls;
            if (isAtOnce)
            {
                Learn(took);
            }

            if (isFree)
            {
                _frames.Push(frame);
            }

            returning = FreePlace(step);
            state.InFlight--;
            state.Note(item, status, failure, took, used, result);
            state.Error ??= error;
            if (status == StepStatus.Failed || error is not null)
            {
                StopAfterFailure(step, NoteAbort(failure));
            }

            if (status == StepStatus.Paused || state.Error is not null)
            {
                state.IsClosed = true;
                DropClaim(step);
            }

            SettleIfOver(step, state);
            done = _remaining == 0;
        }

        Resume(returning);
        if (done || _session.Progress is not null)
        {
            Report(done);
        }
    }

    private static Exception? TryTakeOutput(StepFrame frame, ForEachState state, int item)
    {
        try
        {
            state.Run!.Take(frame, item);
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    private StepResult ItemResult(StepFrame frame) =>
        new StepResults(_session.Time, _session.Started, _workflow.Stages[_nodes[frame.Step].Stage].Name)
            .Of(frame.Plan.Nodes[0], frame.Records![0], frame.Started, Segment.Item(frame.Item).Under(frame.ForEach!.Address));

    /// <summary>No item starts any more because something stops. Under the lock.</summary>
    private void CloseForEach(int step, string reason)
    {
        if (_forEach?[step] is not { } state || _outcomes[step].IsSettled)
        {
            return;
        }

        if (!state.IsClosed && state.Run is { } run && !state.IsPulling)
        {
            RunQueue.Queue(static open => Dispose(open), run);
        }

        state.StopReason ??= state.IsClosed ? null : reason;
        state.IsClosed = true;
        DropClaim(step);
        SettleIfOver(step, state);
    }

    // The items are the user's, and nobody waits for them any more.
    private static void Dispose(ForEachRun run)
    {
        try
        {
            run.Dispose();
        }
        catch (Exception)
        {
            // The run has stopped, which is the outcome that the caller gets.
        }
    }

    /// <summary>Settles a step whose last item has ended. Under the lock.</summary>
    private void SettleIfOver(int step, ForEachState state)
    {
        if (!state.IsOver || _outcomes[step].IsSettled)
        {
            return;
        }

        var failure = state.ToFailure();
        var status = failure?.Status ?? StepStatus.Completed;
        ref var outcome = ref _outcomes[step];
        (outcome.Started, outcome.Ended, outcome.Attempts, outcome.Failure) = (state.Began, _session.Scope.Now, 1, failure);
        if (status == StepStatus.Completed)
        {
            Outputs[step] = state.Run!.ToRegister();
        }

        var failed = state.FailedItems;
        var result = new StepResult(state.Address, status)
        {
            Stage = _workflow.Stages[_nodes[step].Stage].Name,
            Attempts = 1,
            StartedAfter = _session.Time.GetElapsedTime(_session.Started, outcome.Started),
            Duration = _session.Time.GetElapsedTime(outcome.Started, outcome.Ended),
            Output = status == StepStatus.Completed ? _nodes[step].Plan.Nodes[0].ReadOutput(Outputs[step]) : null,
            Usage = state.Used,
            Error = failure is { Status: StepStatus.Failed } ? failure.Error : null,
            Feedback = failure is { Status: StepStatus.Failed } ? failure.Feedback : null,
            Reason = failure is { Status: StepStatus.Cancelled or StepStatus.Paused } ? failure.Feedback : null,
            Items = state.ToCounts(_session.Time),
            InnerSteps = () => failed,
        };
        _session.Progress?.PostStepEnded(result);
        Settle(step, status, result);
        GoOnAfter(step);
    }

    private Plan PlanOf(IForEachSpec spec, int step) => _plans is not null ? _plans[step] : _budgets is null ? spec.Plan : spec.MeteredPlan;
}
