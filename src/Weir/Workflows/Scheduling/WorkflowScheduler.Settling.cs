namespace Weir;

internal sealed partial class WorkflowScheduler
{
    // Under _gate: of every skipped step the one whose failure is the cause; made when the first is skipped.
    private Dictionary<int, int>? _causes;
    private int _failed;
    private int _cancelled;

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
            if (outcome.Status == StepStatus.Failed && _session.FailFast && !_stopped && !_session.IsStopping)
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
            return new StepResults(_session.Time, stage.Name).Of(frame.Plan, [], 0, frame.Started, frame.Failure, stage.Address)[0];
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
    private void Sweep(StepStatus status)
    {
        _stopped = true;
        var reason = _session.Stop.StopReason;
        for (var i = 0; i < _nodes.Length; i++)
        {
            // A step that was taken has an attempt.
            if (_outcomes[i] is { IsSettled: false, Attempts: 0 })
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

            if (_failed + _cancelled == 0 || Array.FindIndex(_nodes[successor].Needs, need => !_outcomes[need].HasCompleted) is not (>= 0 and var missing))
            {
                _ready.Add(successor);
                continue;
            }

            Skip(successor, _nodes[successor].Needs[missing]);
            (skipped ??= []).Add(successor);
        }
    }

    private void Skip(int step, int need)
    {
        if (_outcomes[need].Status == StepStatus.Cancelled)
        {
            SettleUnstarted(step, StepStatus.Cancelled, _session.Stop.StopReason);
            return;
        }

        _causes ??= [];
        var cause = _outcomes[need].Status == StepStatus.Failed ? need : _causes[need];
        _causes[step] = cause;
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
        _remaining--;
        if (result is not null)
        {
            _results.Set(step, result);
        }
    }
}
