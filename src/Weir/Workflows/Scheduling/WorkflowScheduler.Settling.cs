namespace Weir;

internal sealed partial class WorkflowScheduler
{
    // Under _gate: of every step that cannot start the one that is the cause; made when there is the first.
    private Dictionary<int, int>? _causes;
    private int _failed;
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
            var isAbort = outcome.Failure is { Status: StepStatus.Failed, IsSignal: true };
            if (isAbort)
            {
                _session.Abort ??= outcome.Failure;
            }

            if (outcome.Status == StepStatus.Failed && (_session.StopsAtFailure || isAbort) && !_stopped && !_session.IsStopping)
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
        if (done || _session.Progress is not null)
        {
            Report(done);
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
        }
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

            if (_failed + _cancelled + _paused == 0 || Missing(successor) is not { } missing)
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
        if (_outcomes[need].Status == StepStatus.Cancelled)
        {
            SettleUnstarted(step, StepStatus.Cancelled, _session.Stop.StopReason);
            return;
        }

        _causes ??= [];
        var cause = _outcomes[need].WasTaken ? need : _causes[need];
        _causes[step] = cause;
        if (_outcomes[need].Status == StepStatus.Paused)
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
        Settle(step, status, result);
    }

    private void Settle(int step, StepStatus status, StepResult? result)
    {
        ref var outcome = ref _outcomes[step];
        outcome.Status = status;
        outcome.IsSettled = true;
        _failed += status == StepStatus.Failed ? 1 : 0;
        _cancelled += status == StepStatus.Cancelled ? 1 : 0;
        _paused += status == StepStatus.Paused ? 1 : 0;
        _remaining--;
        _stageEnds?.Settle(_nodes[step].Stage, outcome);
        if (result is not null)
        {
            _results.Set(step, result);
        }
    }
}
