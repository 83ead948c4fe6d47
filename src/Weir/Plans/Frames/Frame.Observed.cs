namespace Weir;

internal partial class Frame
{
    // What has to be done before the frame may go on behind a step that has ended.
    private ValueTask _keeping;
    private bool _isKeeping;

    /// <summary>The loop of a recorded run that somebody observes: each step is told of, may be recalled, and is kept before the next one starts.</summary>
    private bool GoObserved()
    {
        var nodes = _nodes;
        var stop = Stop.Signals;
        var observer = Observer!;
        while (_index < nodes.Length)
        {
            if (stop.AreOn)
            {
                return Cancel();
            }

            Attempt = 1;
            var isRecalled = false;
            try
            {
                isRecalled = observer.TryRecall(this);
                if (!isRecalled)
                {
                    observer.Started(this);
                    if (!nodes[_index].Execute(this))
                    {
                        return false;
                    }
                }
            }
            catch (Exception error)
            {
                Fail(error);
            }

            if (!EndStep(isRecalled))
            {
                return false;
            }

            if (Failure is not null)
            {
                return true;
            }

            _index++;
        }

        return true;
    }

    /// <summary>Goes on where the frame waited: for the step, or for its outcome to be kept.</summary>
    private bool ContinueObserved()
    {
        if (_isKeeping)
        {
            TakeKept();
            EndKept();
        }
        else
        {
            try
            {
                if (!_nodes[_index].Collect(this))
                {
                    return false;
                }
            }
            catch (Exception error)
            {
                Fail(error);
            }

            if (!EndStep(isRecalled: false))
            {
                return false;
            }
        }

        if (Failure is not null)
        {
            return true;
        }

        _index++;
        return GoObserved();
    }

    /// <summary>The current step ended, well or not. False: the frame waits until that is kept.</summary>
    private bool EndStep(bool isRecalled)
    {
        if (Failure is { } failure)
        {
            failure.Address ??= Address;
            NeedDetail().Failure = failure;
            Record(failure.Status);
        }
        else
        {
            Record(StepStatus.Completed);
        }

        _isKeeping = true;
        _keeping = Observer!.Ended(this, isRecalled);
        FrameChecks.StepEnded(this);
        if (!_keeping.IsCompleted)
        {
            return false;
        }

        TakeKept();
        EndKept();
        return true;
    }

    public override ValueTask EmitAsync(object chunk) => InnerObserver?.EmitAsync(this, chunk) ?? ValueTask.CompletedTask;

    private void TakeKept()
    {
        _isKeeping = false;
        var kept = _keeping;
        _keeping = default;
        try
        {
            kept.GetAwaiter().GetResult();
        }
        catch (Exception error)
        {
            // Nothing tries again or stands in for a step whose outcome cannot be kept.
            Failure = new StepFailure(StepStatus.Failed, error is ControlSignalException ? error : new ControlSignalException(error.Message, error)) { Address = Address };
            ref var record = ref Records![_index];
            (record.Status, _hasDetails) = (StepStatus.Failed, true);
            (record.Detail ??= new StepDetail()).Failure = Failure;
        }
    }

    private void EndKept()
    {
        if (Failure is not null)
        {
            Observer!.Unstarted(this);
        }
    }

    /// <summary>Arranges that the frame is resumed. True: it can go on already.</summary>
    private bool HookCurrent()
    {
        if (!_isKeeping)
        {
            return _nodes[_index].Hook(this);
        }

        _keeping.ConfigureAwait(RunQueue.IsHere).GetAwaiter().UnsafeOnCompleted(ResumeAction);
        return false;
    }
}
