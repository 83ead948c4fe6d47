namespace Weir;

internal partial class Frame
{
    // What the frame waits for: the current step, or who was told that it starts or has ended, and is in _told then.
    private Awaited _awaited;
    private ValueTask _told;

    private enum Awaited : byte
    {
        Step,
        Start,
        End,
    }

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
                if (!isRecalled && !TryExecute(observer.Started(this)))
                {
                    return false;
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

    /// <summary>Goes on where the frame waited: before the step, for it, or for its outcome to be kept.</summary>
    private bool ContinueObserved()
    {
        if (_awaited == Awaited.End)
        {
            TakeKept(TakeTold());

            // No time-out of the next step counts the wait.
            Stamp = Run.Now;
        }
        else if (!ContinueStep())
        {
            return false;
        }

        if (Failure is not null)
        {
            return true;
        }

        _index++;
        return GoObserved();
    }

    private bool ContinueStep()
    {
        try
        {
            if (!(_awaited == Awaited.Start ? TryExecute(TakeTold()) : _nodes[_index].Collect(this)))
            {
                return false;
            }
        }
        catch (Exception error)
        {
            Fail(error);
        }

        return EndStep(isRecalled: false);
    }

    /// <summary>Calls the step when who was told that it starts lets it. False: the frame waits for one of the two.</summary>
    private bool TryExecute(ValueTask told)
    {
        if (!told.IsCompleted)
        {
            return WaitFor(told, Awaited.Start);
        }

        told.GetAwaiter().GetResult();
        return _nodes[_index].Execute(this);
    }

    /// <summary>The step starts now, and not when the one before it ended.</summary>
    public void StartAnew()
    {
        Stamp = Run.Now;
        NeedDetail().Started = Stamp;
    }

    /// <summary>The current step, which has its record, has failed after all.</summary>
    public void Overrule(Exception error)
    {
        Failure = new StepFailure(StepStatus.Failed, error) { Address = Address };
        ref var record = ref Records![_index];
        (record.Detail ??= new StepDetail()).Failure = Failure;
        record.Status = StepStatus.Failed;
        _hasDetails = true;
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

        FrameChecks.StepEnded(this);
        var told = Observer!.Ended(this, isRecalled);
        if (!told.IsCompleted)
        {
            return WaitFor(told, Awaited.End);
        }

        TakeKept(told);
        return true;
    }

    public override ValueTask EmitAsync(object chunk) => InnerObserver?.EmitAsync(this, chunk) ?? ValueTask.CompletedTask;

    private bool WaitFor(ValueTask told, Awaited awaited)
    {
        _told = told;
        _awaited = awaited;
        return false;
    }

    private ValueTask TakeTold()
    {
        var told = _told;
        _told = default;
        _awaited = Awaited.Step;
        return told;
    }

    private void TakeKept(ValueTask kept)
    {
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

        if (Failure is not null)
        {
            Observer!.Unstarted(this);
        }
    }

    /// <summary>Arranges that the frame is resumed. True: it can go on already.</summary>
    private bool HookCurrent()
    {
        if (_awaited == Awaited.Step)
        {
            return _nodes[_index].Hook(this);
        }

        _told.ConfigureAwait(RunQueue.IsHere).GetAwaiter().UnsafeOnCompleted(ResumeAction);
        return false;
    }
}
