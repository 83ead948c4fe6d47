namespace Weir;

internal sealed partial class WorkflowScheduler
{
    // By stage; null where no stage can stop by itself. What is inside is under _gate.
    private readonly StageControl?[]? _controls;

    /// <summary>The failure that the run has: of the first step that failed, or of a stage; null: none counts.</summary>
    public StepFailure? FirstFailure
    {
        get
        {
            if (_failed == 0 && _controls is null)
            {
                return null;
            }

            for (var i = 0; i < _nodes.Length; i++)
            {
                if (_outcomes[i].Status == StepStatus.Failed && !Forgives(_nodes[i].Stage))
                {
                    return _outcomes[i].Failure;
                }
            }

            return _controls?.FirstOrDefault(static control => control is { HasTimedOut: true })?.ToFailure();
        }
    }

    /// <summary>Whether a failure counts: of a step in a stage that does not allow for it, or of a stage that took too long.</summary>
    public bool HasFailed => _failed > 0 && !_workflow.HasForgivingStage || FirstFailure is not null;

    /// <summary>The results of the stages.</summary>
    public IReadOnlyList<StageResult> OfStages() => _results.OfStages(stage => _controls?[stage] is { HasTimedOut: true });

    private bool Forgives(int stage)
    {
        if (!_workflow.Stages[stage].Options.AllowPartialFailure || _session.StoppedByFailure)
        {
            return false;
        }

        for (var i = 0; i < _nodes.Length; i++)
        {
            if (_nodes[i].Stage == stage && _outcomes[i].Status == StepStatus.Completed)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What stops the steps of a stage, whose time starts with the first of them. Under the lock.</summary>
    private void BeginStage(int stage) => _controls?[stage]?.Begin(_session.Time, StopLate);

    private CancelScope StopOf(int stage) => _controls?[stage]?.Scope ?? _session.Stop;

    private bool HasStopped(int stage) => _controls?[stage] is { StopReason: not null };

    /// <summary>The time of a stage is over.</summary>
    private void StopLate(StageControl control)
    {
        bool done;
        lock (_gate)
        {
            if (control.StopReason is null && !_stopped && !_session.IsStopping)
            {
                control.StopLate();
                SweepStage(Array.IndexOf(_controls!, control), control.StopReason!);
            }

            done = _remaining == 0;
        }

        Report(done);
        CallPump();
    }

    /// <summary>A step failed whose stage is to end with it. Under the lock.</summary>
    private void StopStageAfter(int step)
    {
        var stage = _nodes[step].Stage;
        if (_workflow.Stages[stage].Options.FailFast && !HasStopped(stage))
        {
            _controls![stage]!.StopAfter(_nodes[step].Name);
            SweepStage(stage, _controls[stage]!.StopReason!);
        }
    }

    /// <summary>Settles every step of a stage that has not started. Under the lock.</summary>
    private void SweepStage(int stage, string reason)
    {
        var swept = new List<int>();
        for (var i = 0; i < _nodes.Length; i++)
        {
            if (_nodes[i].Stage == stage && _outcomes[i] is { IsSettled: false, WasTaken: false })
            {
                (_because ??= [])[i] = new Because(reason);
                SettleUnstarted(i, StepStatus.Skipped, reason);
                swept.Add(i);
            }
            else if (_nodes[i].Stage == stage)
            {
                CloseForEach(i, reason);
            }
        }

        LetEnter(stage);
        swept.ForEach(Release);
    }

    /// <summary>Only one stage runs: the others are skipped, and hold up nothing.</summary>
    private void KeepOnly(string name)
    {
        var stage = _workflow.Stages.Select(static stage => stage.Name).ToList().IndexOf(name);
        for (var i = 0; i < _nodes.Length; i++)
        {
            if (_nodes[i].Stage != stage)
            {
                SettleUnstarted(i, StepStatus.Skipped, $"only the stage '{name}' runs", isLeftOut: true);
            }
            else
            {
                _waiting[i] = _nodes[i].Needs.Count(need => _nodes[need].Stage == stage);
            }
        }
    }
}
