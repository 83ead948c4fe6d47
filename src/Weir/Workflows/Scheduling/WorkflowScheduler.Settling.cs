namespace Weir;

internal sealed partial class WorkflowScheduler
{
    // Under _gate: of every step that did not start what is behind it; made when there is the first.
    private Dictionary<int, Because>? _because;
    private int _failed;
    private int _skipped;
    private int _cancelled;
    private int _paused;

    /// <summary>A step ended. Its outcome belongs to this thread until it is settled.</summary>
    private void Finish(StepFrame frame, bool isAtOnce)
    {
        bool done;
        Action? returning;
        var step = frame.Step;
        var calls = frame.Calls;
        var result = Keep(frame);
        ref var outcome = ref _outcomes[step];
        frame.Claim?.GiveUp();
        frame.Claim = null;
        var isFree = frame.TryClear();
        lock (_gate)
        {
            Calls += calls;
            if (isAtOnce)
            {
                Learn(outcome.Ended - outcome.Started);
            }

            if (isFree)
            {
                _frames.Push(frame);
            }

            returning = FreePlace(step);
            Settle(step, outcome.Status, result);
            GoOnAfter(step, NoteAbort(outcome.Failure));
            done = _remaining == 0;
        }

        Resume(returning);
        if (done || _session.Progress is not null)
        {
            Report(done);
        }
    }

    /// <summary>Stops what is to stop after a step, and goes on with those that waited for it. Under the lock.</summary>
    private void GoOnAfter(int step, bool isAbort = false)
    {
        if (_outcomes[step].Status == StepStatus.Failed)
        {
            StopAfterFailure(step, isAbort);
        }

        if (!_stopped)
        {
            Release(step);
        }
    }

    /// <summary>Whether a failure ends the run on purpose, which is kept. Under the lock.</summary>
    private bool NoteAbort(StepFailure? failure)
    {
        var isAbort = failure is { Status: StepStatus.Failed, IsSignal: true };
        if (isAbort)
        {
            _session.Abort ??= failure;
        }

        return isAbort;
    }

    /// <summary>A step, or an item of it, failed: stops the run or its stage, if that is wanted. Under the lock.</summary>
    private void StopAfterFailure(int step, bool isAbort)
    {
        if (_stopped || _session.IsStopping)
        {
            return;
        }

        if (isAbort || _session.StopsAtFailure || _nodes[step].Rules.OnFailure == StepFailureAction.Stop)
        {
            _session.StopAfter(_nodes[step].Name);
            Sweep(StepStatus.Skipped);
        }
        else
        {
            StopStageAfter(step);
        }
    }

    /// <summary>Takes over what the frame of a step has; a result only where it did not get so far as to have a record.</summary>
    private StepResult? Keep(StepFrame frame)
    {
        ref var outcome = ref _outcomes[frame.Step];
        outcome.Failure = frame.Failure;
        if (frame.Recorded == 0)
        {
            outcome.Status = frame.Failure!.Status;
            outcome.Attempts = 0;
            var stage = _workflow.Stages[_nodes[frame.Step].Stage];
            return new StepResults(_session.Time, _session.Started, stage.Name).Of(frame.Plan, [], 0, frame.Started, frame.Failure, stage.Address)[0];
        }

        ref var record = ref frame.Records![0];
        outcome.Started = frame.Started;
        outcome.Ended = record.Ended;
        outcome.Detail = record.Detail;
        outcome.Attempts = record.Attempts;
        outcome.Status = record.Status;
        Outputs[frame.Step] = frame.Register;
        return null;
    }

    /// <summary>Settles every step that has not started. Under the lock, once.</summary>
    private void Sweep(StepStatus status, string? reason = null)
    {
        _stopped = true;
        reason ??= _session.Stop.StopReason;
        for (var i = 0; i < _nodes.Length; i++)
        {
            if (_outcomes[i] is { IsSettled: false, WasTaken: false })
            {
                SettleUnstarted(i, status, reason);
            }
            else
            {
                CloseForEach(i, reason);
            }
        }

        LetEnter(stage: null);
    }

    /// <summary>Goes on to the steps that waited for this one. Under the lock.</summary>
    private void Release(int step)
    {
        List<int>? skipped = null;
        ReleaseOne(step, ref skipped);
        for (var i = 0; i < skipped?.Count; i++)
        {
            ReleaseOne(skipped[i], ref skipped);
        }
    }

    private void ReleaseOne(int step, ref List<int>? skipped)
    {
        foreach (var successor in _graph.SuccessorsOf(step))
        {
            if (--_waiting[successor] > 0)
            {
                continue;
            }

            if (_graph.IsBarrier(successor))
            {
                ReleaseOne(successor, ref skipped);
                continue;
            }

            if (_outcomes[successor].IsSettled)
            {
                continue;
            }

            if (_failed + _cancelled + _paused + _skipped == 0 || Missing(successor) is not { } missing)
            {
                _ready.Add(successor);
                continue;
            }

            Skip(successor, missing);
            (skipped ??= []).Add(successor);
        }
    }

    /// <summary>Why a step cannot start: the first need that will never complete; if there is none, the first that waits for an answer.</summary>
    private int? Missing(int step)
    {
        int? paused = null;
        foreach (var need in _nodes[step].Needs)
        {
            switch (_outcomes[need].Status)
            {
                case StepStatus.Completed:
                    break;
                case StepStatus.Failed or StepStatus.Skipped when IsForgiven(need, step):
                case StepStatus.Cancelled when HasStopped(_nodes[need].Stage) && !_session.IsStopping && IsForgiven(need, step):
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

    /// <summary>Whether a step starts although one that it needs did not complete.</summary>
    private bool IsForgiven(int need, int step) =>
        (_nodes[need].Rules.OnFailure == StepFailureAction.Continue && Array.IndexOf(_nodes[step].Takes, need) < 0) || IsLeftOut(need);

    // In a run of one stage the steps of others are left out, and only waited for.
    private bool IsLeftOut(int need) => _session.Stage is { } only && _workflow.Stages[_nodes[need].Stage].Name != only;

    private void Skip(int step, int need)
    {
        var (name, status) = (_nodes[need].Name, _outcomes[need].Status);
        var hasStopped = HasStopped(_nodes[need].Stage);
        if (status == StepStatus.Cancelled && !hasStopped)
        {
            SettleUnstarted(step, StepStatus.Cancelled, _session.Stop.StopReason);
            return;
        }

        _because ??= [];
        var isKnown = _because.TryGetValue(need, out var because);
        if (!isKnown)
        {
            because = new Because(status switch
            {
                StepStatus.Paused => $"'{name}' is paused",
                StepStatus.Cancelled => _controls![_nodes[need].Stage]!.StopReason!,
                _ => $"'{name}' failed",
            });
        }

        _because[step] = because;
        var how = status switch
        {
            StepStatus.Failed => "failed",
            StepStatus.Paused => isKnown ? $"waits because {because.Text}" : "is paused",
            StepStatus.Cancelled => $"was cancelled because {because.Text}",
            _ => $"was skipped because {because.Text}",
        };
        SettleUnstarted(step, status == StepStatus.Paused ? status : StepStatus.Skipped, $"needs '{name}', which {how}", because.IsChoice);
    }

    private void SettleUnstarted(int step, StepStatus status, string reason, bool isLeftOut = false)
    {
        DropClaim(step);
        var result = new StepResult(AddressOf(step), status)
        {
            Stage = _workflow.Stages[_nodes[step].Stage].Name,
            Reason = reason,
            IsLeftOut = isLeftOut,
        };
        _session.Progress?.PostStepEnded(result);
        Settle(step, status, result);
    }

    private void Settle(int step, StepStatus status, StepResult? result)
    {
        ref var outcome = ref _outcomes[step];
        outcome.Status = status;
        outcome.IsSettled = true;
        _failed += status == StepStatus.Failed ? 1 : 0;
        _cancelled += status == StepStatus.Cancelled && (_session.IsStopping || !HasStopped(_nodes[step].Stage)) ? 1 : 0;
        _skipped += status is StepStatus.Skipped or StepStatus.Cancelled ? 1 : 0;
        _paused += status == StepStatus.Paused ? 1 : 0;
        _remaining--;
        _stageEnds?.Settle(_nodes[step].Stage, outcome);
        if (result is not null)
        {
            _results.Set(step, result);
        }
    }

    /// <summary>What is behind a step that did not start.</summary>
    /// <param name="Text">Such as <c>'a' failed</c>.</param>
    /// <param name="IsChoice">Whether that was wanted.</param>
    private readonly record struct Because(string Text, bool IsChoice = false);
}
