using System.Runtime.CompilerServices;

namespace Weir;

internal partial class Frame
{
    // Whether any record has more than a value and a time.
    private bool _hasDetails;

    /// <summary>The loop that is the executor, where nothing is recorded.</summary>
    private bool Go()
    {
        var nodes = _nodes;
        var stop = Stop.Signals;
        try
        {
            for (var i = _index; (uint)i < (uint)nodes.Length;)
            {
                if (stop.AreOn)
                {
                    return Cancel();
                }

                _index = i;
                i = nodes[i].ExecuteChain(this, stop);
                if (i < 0)
                {
                    return false;
                }

                if (Failure is not null)
                {
                    return EndFailed();
                }

                FrameChecks.StepEnded(this);
            }

            return true;
        }
        catch (Exception error)
        {
            return EndFailed(error);
        }
    }

    /// <summary>The same with a record of every step: the end of one is the start of the next, so n steps take n + 1 timestamps.</summary>
    private bool GoRecorded()
    {
        var nodes = _nodes;
        var stop = Stop.Signals;
        try
        {
            for (var i = _index; (uint)i < (uint)nodes.Length;)
            {
                if (stop.AreOn)
                {
                    return Cancel();
                }

                _index = i;
                Attempt = 1;
                i = nodes[i].ExecuteRecorded(this, stop);
                if (i < 0)
                {
                    return false;
                }

                if (Failure is not null)
                {
                    return EndFailed();
                }
            }

            return true;
        }
        catch (Exception error)
        {
            return EndFailed(error);
        }
    }

    /// <summary>The current step is another one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void GoTo(int index) => _index = index;

    /// <summary>Goes on where the frame waited. True: it ended. False: it waits again.</summary>
    private bool Continue()
    {
        if (Observer is not null)
        {
            return ContinueObserved();
        }

        try
        {
            if (!_nodes[_index].Collect(this))
            {
                return false;
            }
        }
        catch (Exception error)
        {
            return EndFailed(error);
        }

        if (Failure is not null)
        {
            return EndFailed();
        }

        if (Records is not null)
        {
            Record(StepStatus.Completed);
        }

        FrameChecks.StepEnded(this);
        _index++;
        return Start();
    }

    /// <summary>The current step completed; its output is in the register.</summary>
    public void RecordCompleted()
    {
        FrameChecks.StepEnded(this);
        Record(StepStatus.Completed);
    }

    /// <summary>The same for one of several steps that are run in one go, which nobody observes; <see cref="EndChain"/> follows the last.</summary>
    public void RecordCompleted<T>(T output)
    {
        var now = Run.Now;
        ref var record = ref Records![_index];
        record.Output.Write(output, reuse: false);
        record.Ended = now;
        record.Attempts = 1;
        if (Detail is null)
        {
            Calls++;
        }
        else
        {
            RecordDetail(StepStatus.Completed, ref record);
        }
    }

    /// <summary>Some steps were run in one go, and all before <paramref name="next"/> have their record.</summary>
    public void EndChain(int next)
    {
        Recorded = next;
        Stamp = Records![next - 1].Ended;
    }

    /// <summary>Records that the current step, one of neighbours that share a time, completed. Its time is still to come: <see cref="EndFused"/>.</summary>
    public void RecordFused<T>(T output)
    {
        ref var record = ref Records![_index];
        record.Output.Write(output, reuse: false);
        record.Ended = StepRecord.Untimed;
        record.Attempts = 1;
        Calls++;
    }

    /// <summary>Takes the time for all steps before the next one that have none.</summary>
    public void EndFused(int next)
    {
        Stamp = Run.Now;
        if (next > 0)
        {
            Records![next - 1].Ended = Stamp;
        }

        Recorded = next;
    }

    private void Record(StepStatus status)
    {
        var now = Run.Now;
        ref var record = ref Records![_index];
        if (Plan.GivesReferences)
        {
            record.Output = Register;
        }
        else
        {
            record.Output.SetBits(Register);
        }

        record.Ended = now;
        record.Attempts = Attempt;
        Stamp = now;
        Recorded = _index + 1;
        if (Detail is null)
        {
            Calls += Attempt;
        }
        else
        {
            RecordDetail(status, ref record);
        }
    }

    private void RecordDetail(StepStatus status, ref StepRecord record)
    {
        // A composite may have failed before anything inside it started.
        if (!Detail!.IsComposite && !_nodes[_index].IsComposite)
        {
            Calls += Attempt;
        }

        _hasDetails = true;
        record.Detail = Detail;
        record.Status = status;
        Detail = null;
    }

    /// <summary>Ends before the next step, because the run, or the part of it that this is in, is to stop.</summary>
    private bool Cancel()
    {
        Failure = new StepFailure(StepStatus.Cancelled, null, Stop.StopReason);
        Observer?.Unstarted(this);
        return true;
    }

    private bool EndFailed(Exception error)
    {
        Fail(error);
        return EndFailed();
    }

    private bool EndFailed()
    {
        var failure = Failure!;
        failure.Address ??= Address;
        if (Records is not null)
        {
            NeedDetail().Failure = failure;
            Record(failure.Status);
        }

        FrameChecks.StepEnded(this);
        return true;
    }
}
