namespace Weir;

internal sealed partial class WorkflowScheduler
{
    /// <summary>Asks whether a step is to run, now that all it needs has ended. False: it was settled.</summary>
    private bool TryCondition(int step, StepFrame frame)
    {
        if (_nodes[step].Rules.Condition is not { } condition)
        {
            return true;
        }

        Exception? error = null;
        try
        {
            if (condition.Test(new StepReads(_nodes[step], _values)))
            {
                return true;
            }
        }
        catch (Exception thrown)
        {
            error = thrown;
        }

        AsyncFlow.Restore(_context);
        LeaveUnstarted(step, frame, error);
        return false;
    }

    /// <summary>A step that was taken does not run: its condition does not hold, or could not be asked.</summary>
    private void LeaveUnstarted(int step, StepFrame frame, Exception? error)
    {
        frame.Claim?.GiveUp();
        frame.Claim = null;
        bool done;
        Action? returning;
        lock (_gate)
        {
            _frames.Push(frame);
            returning = FreePlace(step);
            if (error is null)
            {
                var because = new Because($"the condition of '{_nodes[step].Name}' does not hold", IsChoice: true);
                (_because ??= [])[step] = because;
                SettleUnstarted(step, StepStatus.Skipped, because.Text, because.IsChoice);
            }
            else
            {
                FailUnstarted(step, error);
            }

            GoOnAfter(step);
            done = _remaining == 0;
        }

        Resume(returning);
        Report(done);
    }

    /// <summary>Settles a step that failed before its call. Under the lock.</summary>
    private void FailUnstarted(int step, Exception error)
    {
        var named = error is StepPartException ? error : new StepPartException("condition", _nodes[step].Name, error);
        var address = AddressOf(step);
        _outcomes[step].Failure = new StepFailure(StepStatus.Failed, named) { Address = address };
        var result = new StepResult(address, StepStatus.Failed)
        {
            Stage = _workflow.Stages[_nodes[step].Stage].Name,
            Error = named,
            Feedback = named.Message,
        };
        _session.Progress?.PostStepEnded(result);
        Settle(step, StepStatus.Failed, result);
    }
}
