namespace Weir;

/// <summary>
/// Runs the steps of one workflow: a step starts the moment the last step that it needs is done.
/// </summary>
/// <remarks>
/// A pump is a work item of the pool that takes a ready step, starts it, and takes the next when the step is done or
/// waits. Before it starts one it calls up another pump if there is more to start, so work that blocks its thread still runs
/// side by side; a step that waits keeps its place in flight and needs no thread. Nothing is called inside the lock but this class.
/// </remarks>
internal sealed partial class WorkflowScheduler : IThreadPoolWorkItem
{
    private readonly Workflow _workflow;
    private readonly RunSession _session;
    private readonly WorkflowBudgets? _budgets;
    private readonly WorkflowNode[] _nodes;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private readonly Lock _gate = new();
    private readonly StepObserver[] _observers;

    // All under _gate. An entry of Results is written once, when its step ends or will not start; _remaining counts the null ones.
    private readonly ReadySteps _ready;
    private readonly int[] _waiting;
    private readonly bool[] _started;
    private readonly int[] _causes;
    private readonly (long First, long Last)?[] _stageTimes;
    private int _remaining;
    private int _inFlight;
    private bool _stopped;

    // True from the call of a pump until it begins; one at a time is on its way.
    private bool _pumpCalled;

    public WorkflowScheduler(Workflow workflow, RunSession session, WorkflowBudgets? budgets)
    {
        _budgets = budgets;
        _workflow = workflow;
        _session = session;
        _nodes = workflow.Graph.Nodes;
        _ready = new ReadySteps(workflow.Stages);
        _waiting = workflow.Graph.CountNeeds();
        _started = new bool[_nodes.Length];
        _causes = new int[_nodes.Length];
        _stageTimes = new (long, long)?[workflow.Stages.Count];
        _remaining = _nodes.Length;
        Results = new StepResult[_nodes.Length];
        Outputs = new Register[_nodes.Length];
        Failures = new StepFailure?[_nodes.Length];
        _observers = session.Progress is { } progress
            ? [.. workflow.Stages.Select(stage => session.WithHooks(new StepEvents(progress, session.Scope, session.Recall, stage.Name)))]
            : [];
    }

    public StepResult[] Results { get; }

    public Register[] Outputs { get; }

    public StepFailure?[] Failures { get; }

    /// <summary>How often steps were called.</summary>
    public int Calls { get; private set; }

    public async Task RunAsync()
    {
        lock (_gate)
        {
            for (var i = 0; i < _nodes.Length; i++)
            {
                if (_waiting[i] == 0)
                {
                    _ready.Add(i);
                }
            }

            if (_session.Abort is { } abort)
            {
                Sweep(StepStatus.Skipped, abort.Feedback);
            }
        }

        Report(_remaining == 0);

        var stop = _session.Stop.Token.UnsafeRegister(static self => ((WorkflowScheduler)self!).Cancel(), this);
        await using (stop.ConfigureAwait(RunQueue.IsHere))
        {
            CallPump();
            await _done.Task.ConfigureAwait(RunQueue.IsHere);
        }
    }

    /// <summary>A pump; the pool calls it.</summary>
    public void Execute()
    {
        if (_context is null)
        {
            Pump();
            return;
        }

        // Every step sees what flowed to the caller of the run, not what flowed to whoever completed the step before.
        ExecutionContext.Run(_context, static self => ((WorkflowScheduler)self!).Pump(), this);
    }

    /// <summary>The results of the stages; called when the run is done.</summary>
    public IReadOnlyList<StageResult> StageResults()
    {
        var steps = _workflow.Stages.Select(static stage => new List<StepResult>(stage.StepNames.Count)).ToArray();
        for (var i = 0; i < _nodes.Length; i++)
        {
            steps[_nodes[i].Stage].Add(Results[i]);
        }

        return [.. _workflow.Stages.Select((stage, i) => new StageResult(
            stage.Name,
            _stageTimes[i] is { } times ? _session.Time.GetElapsedTime(times.First, times.Last) : TimeSpan.Zero,
            steps[i]))];
    }

    private void Pump()
    {
        try
        {
            lock (_gate)
            {
                _pumpCalled = false;
            }

            while (TryTake(out var step))
            {
                RunStep(step);
            }
        }
        catch (Exception error)
        {
            Break(error);
        }
    }

    private void CallPump()
    {
        lock (_gate)
        {
            if (!WantsPump())
            {
                return;
            }

            _pumpCalled = true;
        }

        RunQueue.Queue(this);
    }

    private bool WantsPump() => !_pumpCalled && !_stopped && _inFlight < _session.MaxParallel && _ready.MayHaveSome;

    private bool TryTake(out int step)
    {
        bool callPump;
        lock (_gate)
        {
            // A cancelled token whose callback has not come through yet: Cancel will settle what has not started.
            if (_stopped || _session.IsStopping || _inFlight >= _session.MaxParallel || !_ready.TryTake(_nodes, out step))
            {
                step = -1;
                return false;
            }

            _started[step] = true;
            _inFlight++;
            _stageTimes[_nodes[step].Stage] ??= (_session.Time.GetTimestamp(), 0);
            callPump = WantsPump();
            _pumpCalled |= callPump;
        }

        if (callPump)
        {
            RunQueue.Queue(this);
        }

        return true;
    }

    private void RunStep(int step)
    {
        var node = _nodes[step];
        var frame = new StepFrame(this, _session, step, _budgets is null ? node.Plan : node.MeteredPlan, _workflow.Stages[node.Stage].Address);
        _budgets?.Begin(frame, node.Stage);
        frame.Begin(_observers is [] ? null : _observers[node.Stage]);
        node.Gather(Outputs, frame);
        if (frame.Start() || frame.Wait())
        {
            Finish(frame);
        }
    }

    /// <summary>
    /// A step ended after a wait: the pump went on without it, and this thread belongs to whoever completed it, so nothing is
    /// started here.
    /// </summary>
    public void FinishWaiting(StepFrame frame)
    {
        try
        {
            Finish(frame);
            CallPump();
        }
        catch (Exception error)
        {
            Break(error);
        }
    }

    /// <summary>Something failed that is no step, for those failures are values: the executor's clock, or Weir. The caller of the run gets it.</summary>
    private void Break(Exception error) => _done.TrySetException(error);

    private void Finish(StepFrame frame)
    {
        bool done;
        Action? returning;
        var step = frame.Step;
        var result = ResultOf(frame);
        lock (_gate)
        {
            var stage = _nodes[step].Stage;
            _stageTimes[stage] = (_stageTimes[stage]!.Value.First, _session.Time.GetTimestamp());
            returning = FreePlace(step);
            Outputs[step] = frame.Register;
            Failures[step] = frame.Failure;
            Calls += frame.Calls;
            Settle(step, result);
            var isAbort = frame.Failure is { Status: StepStatus.Failed, IsSignal: true };
            if (isAbort)
            {
                _session.Abort ??= frame.Failure;
            }

            if (result.Status == StepStatus.Failed && (_session.StopsAtFailure || isAbort) && !_stopped && !_session.IsStopping)
            {
                _session.StopAfter(_nodes[step].Name);
                Sweep(StepStatus.Skipped);
            }

            if (!_stopped)
            {
                Release(step);
            }

            done = _remaining == 0;
        }

        Resume(returning);
        Report(done);
    }

    private StepResult ResultOf(StepFrame frame)
    {
        var stage = _workflow.Stages[_nodes[frame.Step].Stage];
        return new StepResults(_session.Time, stage.Name)
            .Of(frame.Plan, frame.Records!, frame.Recorded, frame.Started, frame.Failure, stage.Address)[0];
    }

    /// <summary>The run's token was cancelled.</summary>
    private void Cancel()
    {
        bool done;
        lock (_gate)
        {
            if (!_stopped)
            {
                Sweep(StepStatus.Cancelled);
            }

            done = _remaining == 0;
        }

        Report(done);
    }

    private void Report(bool done)
    {
        _session.Progress?.Deliver();
        if (done)
        {
            _done.TrySetResult();
        }
    }

    /// <summary>Settles every step that has not started. Under the lock, once.</summary>
    private void Sweep(StepStatus status, string? reason = null)
    {
        _stopped = true;
        reason ??= _session.Stop.StopReason;
        for (var i = 0; i < _nodes.Length; i++)
        {
            if (!_started[i] && Results[i] is null)
            {
                SettleUnstarted(i, status, reason);
            }
        }
    }

    /// <summary>Goes on to the steps that waited for this one, and to those that waited for the ones it makes skipped. Under the lock.</summary>
    private void Release(int step)
    {
        var settled = new Stack<int>();
        settled.Push(step);
        while (settled.TryPop(out var at))
        {
            foreach (var successor in _workflow.Graph.SuccessorsOf(at))
            {
                if (--_waiting[successor] > 0)
                {
                    continue;
                }

                if (Missing(successor) is not { } need)
                {
                    _ready.Add(successor);
                    continue;
                }

                Skip(successor, need);
                settled.Push(successor);
            }
        }
    }

    /// <summary>Why a step cannot start: the first need that will never complete; if there is none, the first that waits for an answer.</summary>
    private int? Missing(int step)
    {
        int? paused = null;
        foreach (var need in _nodes[step].Needs)
        {
            switch (Results[need].Status)
            {
                case StepStatus.Completed:
                    break;
                case StepStatus.Paused:
                    paused ??= need;
                    break;
                default:
                    return need;
            }
        }

        return paused;
    }

    private void Skip(int step, int need)
    {
        if (Results[need].Status == StepStatus.Cancelled)
        {
            SettleUnstarted(step, StepStatus.Cancelled, _session.Stop.StopReason);
            return;
        }

        var cause = _started[need] ? need : _causes[need];
        _causes[step] = cause;
        if (Results[need].Status == StepStatus.Paused)
        {
            SettleUnstarted(step, StepStatus.Paused, SkipReason.OfPause(_nodes[need].Name, _nodes[cause].Name));
            return;
        }

        SettleUnstarted(step, StepStatus.Skipped, SkipReason.Of(_nodes[need].Name, _nodes[cause].Name));
    }

    private void SettleUnstarted(int step, StepStatus status, string reason)
    {
        var stage = _workflow.Stages[_nodes[step].Stage];
        var result = new StepResult(new StepAddress(stage.Address, _nodes[step].Name), status)
        {
            Stage = stage.Name,
            Reason = reason,
        };
        _session.Progress?.PostStepEnded(result);
        Settle(step, result);
    }

    private void Settle(int step, StepResult result)
    {
        Results[step] = result;
        _remaining--;
    }
}
