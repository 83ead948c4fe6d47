namespace Weir;

/// <summary>
/// Runs the steps of one workflow: a step starts the moment the last step that it needs is done.
/// </summary>
/// <remarks>
/// A pump is a work item of the pool that takes a ready step, starts it, and takes the next when the step is done or waits: one
/// lock for each step, to finish the last and take the next. Work that blocks its thread still runs side by side, because a pump
/// calls up another before it starts a step, if there is more to start and it is worth it; a step that waits keeps its place in
/// flight and needs no thread. Nothing is called inside the lock but this class.
/// </remarks>
internal sealed partial class WorkflowScheduler : IThreadPoolWorkItem
{
    private readonly Workflow _workflow;
    private readonly RunSession _session;
    private readonly WorkflowBudgets? _budgets;

    // By step, where options of the executor change what runs; null: the steps run as they were built.
    private readonly Plan[]? _plans;
    private readonly WorkflowGraph _graph;
    private readonly WorkflowNode[] _nodes;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private readonly Lock _gate = new();
    private readonly StepObserver[] _observers;
    private readonly StepOutcome[] _outcomes;
    private readonly long _pumpTicks;
    private readonly WorkflowResults _results;
    private readonly StageEnds? _stageEnds;
    private readonly WorkflowValues _values;

    // All under _gate. An outcome is settled once, when its step ends or will not start; _remaining counts the others.
    private readonly ReadySteps _ready;
    private readonly int[] _waiting;
    private readonly Stack<StepFrame> _frames = [];
    private int _remaining;
    private int _inFlight;
    private bool _stopped;

    public WorkflowScheduler(Workflow workflow, RunSession session, WorkflowBudgets? budgets)
    {
        _budgets = budgets;
        _plans = session.Plans.OptimizerFor(workflow.HasOptimizations) is { } optimizer
            ? session.Plans.Keep(workflow, () => new WorkflowPlans(workflow, optimizer)).Of(isMetered: budgets is not null)
            : null;
        _workflow = workflow;
        _session = session;
        _graph = workflow.Graph;
        _nodes = _graph.Nodes;
        _ready = new ReadySteps(_graph, LearnedOrder.Of(workflow, session.Durations), workflow.Stages);
        _waiting = _graph.CountNeeds();
        _remaining = _nodes.Length;
        var arrays = workflow.RentArrays();
        _outcomes = arrays.Outcomes;
        Outputs = arrays.Outputs;
        _values = new WorkflowValues(workflow.Owner, arrays, session.Scope);
        _controls = StageControl.Of(workflow.Stages, session.Stop);
        _wanted = WantedOf(workflow);
        _forEach = workflow.HasForEach ? new ForEachState?[_nodes.Length] : null;
        _results = new WorkflowResults(_graph, workflow.Stages, session.Time, session.Started, arrays);
        _observers = session.Progress is { } progress
            ? [.. workflow.Stages.Select(stage => session.WithHooks(new StepEvents(progress, session.Scope, session.Recall, stage.Name)))]
            : [];
        _stageEnds = StageEnds.Of(workflow, session);
        _areShort = workflow.HasShortSteps && CanBeShort;
        _pumpTicks = (long)(PumpTime.TotalSeconds * session.Time.TimestampFrequency);
    }

    public WorkflowResults Results => _results;

    /// <summary>The run was disposed: its arrays serve another one, unless a step was left behind that may still look at them.</summary>
    public void Release()
    {
        _values.Detach();
        if (_results.Detach() is { } arrays && !_session.Scope.HasLeft)
        {
            _workflow.ReturnArrays(arrays);
        }
    }

    public Register[] Outputs { get; }

    /// <summary>How often steps were called.</summary>
    public int Calls { get; private set; }

    /// <summary>Whether a step was cancelled.</summary>
    public bool WasCancelled => _cancelled > 0;

    /// <summary>Whether a step waits for an answer.</summary>
    public bool IsPaused => _paused > 0;

    /// <summary>What the first step that failed threw; null: nothing.</summary>
    public Exception? FirstError => FirstFailure is { HasError: true } failure ? failure.Error : null;

    public async Task RunAsync()
    {
        lock (_gate)
        {
            if (_session.Stage is { } only)
            {
                KeepOnly(only);
            }

            for (var i = 0; i < _nodes.Length; i++)
            {
                if (_waiting[i] == 0 && !_outcomes[i].IsSettled)
                {
                    _ready.Add(i);
                }
            }

            if (_session.Abort is { } abort)
            {
                Sweep(StepStatus.Skipped, abort.Feedback);
            }

            _pumpCalled = true;
        }

        Report(_remaining == 0);
        var stop = _session.Stop.Token.UnsafeRegister(static self => ((WorkflowScheduler)self!).Cancel(), this);
        await using (stop.ConfigureAwait(RunQueue.IsHere))
        {
            RunQueue.Queue(this);
            try
            {
                await _done.Task.ConfigureAwait(RunQueue.IsHere);
            }
            finally
            {
                _watch?.Dispose();
                foreach (var control in _controls ?? [])
                {
                    await (control?.DisposeAsync() ?? ValueTask.CompletedTask).ConfigureAwait(RunQueue.IsHere);
                }
            }
        }

        _workflow.HasShortSteps = _areShort;
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

    private void Pump()
    {
        try
        {
            lock (_gate)
            {
                _pumpCalled = false;
            }

            var began = _session.Scope.Now;
            var started = began;
            while (TryTake(out var step, out var frame))
            {
                started = RunStep(step, frame, started);
                AsyncFlow.Restore(_context);
                if (IsOverTime(began, started))
                {
                    // Others wait for this thread too: runs of other workflows, and whatever else the pool is for.
                    CallPump();
                    return;
                }
            }
        }
        catch (Exception error)
        {
            Break(error);
        }
    }

    private bool TryTake(out int step, out StepFrame frame)
    {
        bool callPump;
        lock (_gate)
        {
            // A cancelled token whose callback has not come through yet: Cancel will settle what has not started.
            if (_stopped || _session.IsStopping || _inFlight >= _session.MaxParallel || !TryTakeReady(out step, out var claim))
            {
                (step, frame) = (-1, null!);
                return false;
            }

            _inFlight++;
            _takes++;
            _outcomes[step].WasTaken = true;
            BeginStage(_nodes[step].Stage);
            BeginPull(step);
            callPump = WantsPump();
            _pumpCalled |= callPump;
            if (!_frames.TryPop(out frame!))
            {
                var node = _nodes[step];
                frame = new StepFrame(this, _session, PlanOf(node, step), _workflow.Stages[node.Stage].Address);
            }

            frame.Claim = claim;
        }

        if (callPump)
        {
            RunQueue.Queue(this);
        }

        return true;
    }

    /// <summary>Takes the next step that could start, past those that were settled while they waited. Under the lock.</summary>
    private bool TryTakeReady(out int step, out ResourceClaim? claim)
    {
        while (_ready.TryTake(out step))
        {
            if (!_outcomes[step].IsSettled && _forEach?[step] is not { IsClosed: true } && TryClaim(step, out claim))
            {
                return true;
            }

            _ready.Release(_nodes[step].Stage);
        }

        claim = null;
        return false;
    }

    /// <summary>Puts the frame of a step under what stops it and what it may use.</summary>
    private void PutUnder(StepFrame frame, int stage)
    {
        if (_budgets is not null || _controls is not null)
        {
            // What the step before had of limits and stops is not this one's.
            var stop = StopOf(stage);
            frame.Meters(null, stop);
            _budgets?.Begin(frame, stage, stop);
        }
    }

    private StepAddress AddressOf(int step) => new(_workflow.Stages[_nodes[step].Stage].Address, _nodes[step].Name);

    /// <summary>Runs a step, or the next of its items, until it ends or waits; gives a timestamp of now.</summary>
    private long RunStep(int step, StepFrame frame, long started)
    {
        if (_forEach?[step] is not null)
        {
            return RunItem(step, frame, started);
        }

        var node = _nodes[step];
        if (!TryCondition(step, frame))
        {
            return _session.Scope.Now;
        }

        PutUnder(frame, node.Stage);
        frame.Begin(step, PlanOf(node, step), _workflow.Stages[node.Stage].Address, _observers is [] ? null : _observers[node.Stage], started);
        node.Gather(_values, frame);
        if (!frame.Start() && !frame.Wait())
        {
            return _session.Scope.Now;
        }

        var ended = frame.Stamp;
        Finish(frame, isAtOnce: true);
        return ended;
    }

    private Plan PlanOf(WorkflowNode node, int step) => _plans is not null ? _plans[step] : _budgets is null ? node.Plan : node.MeteredPlan;

    /// <summary>
    /// A step ended after a wait: the pump went on without it, and this thread belongs to whoever completed it, so nothing is
    /// started here.
    /// </summary>
    public void FinishWaiting(StepFrame frame)
    {
        try
        {
            if (frame.ForEach is null)
            {
                Finish(frame, isAtOnce: false);
            }
            else
            {
                FinishItem(frame, isAtOnce: false);
            }

            CallPump();
        }
        catch (Exception error)
        {
            Break(error);
        }
    }

    /// <summary>Something failed that is no step, for those failures are values: the executor's clock, or Weir. The caller of the run gets it.</summary>
    private void Break(Exception error)
    {
        lock (_gate)
        {
            // Nothing else starts, and nobody is left who would stop a watch that began now.
            _stopped = true;
        }

        _done.TrySetException(error);
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
}
