namespace Weir;

/// <summary>
/// Decides who ends an attempt that waits: the call, when it completes, or its time-out, when the step does not listen. The
/// first to claim the attempt resumes the frame; a call that completes after it was left behind is heard and dropped.
/// </summary>
internal sealed class AttemptWatch<T>
{
    private readonly Action _complete;
    private int _claimed;
    private Frame _frame = null!;
    private TimeSpan _abandonAfter;
    private ITimer? _grace;

    public AttemptWatch() => _complete = Complete;

    public ValueTask<T> Call { get; private set; }

    public bool IsAbandoned { get; private set; }

    /// <summary>Resumes the frame when the call completes or its time is over. The frame must not be touched after this.</summary>
    /// <param name="call">The call.</param>
    /// <param name="frame">The frame that waits.</param>
    /// <param name="abandonAfter">How long a step that listens may go on after its time-out.</param>
    public void Begin(ValueTask<T> call, Frame frame, TimeSpan abandonAfter)
    {
        Call = call;
        _frame = frame;
        _abandonAfter = abandonAfter;
        _claimed = 0;
        frame.Clock!.Arm(frame).UnsafeRegister(static watch => ((AttemptWatch<T>)watch!).TimeOut(), this);
        call.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_complete);
    }

    /// <summary>Takes the call out, which has completed.</summary>
    public ValueTask<T> Take()
    {
        var call = Call;
        Call = default;
        _grace?.Dispose();
        _grace = null;
        return call;
    }

    private bool TryClaim() => Interlocked.Exchange(ref _claimed, 1) == 0;

    private void Complete()
    {
        if (TryClaim())
        {
            _frame.ResumeAction();
        }
        else if (!Call.IsCompletedSuccessfully)
        {
            // The run went on without this call. Its failure is looked at, so that it is no unobserved one.
            _ = Call.Error();
        }
    }

    /// <summary>The token of the attempt was cancelled, by its time-out or because the run stops.</summary>
    private void TimeOut()
    {
        if (_frame.Clock is not { } clock)
        {
            return;
        }

        var grace = clock.IsRead ? _abandonAfter : TimeSpan.Zero;
        if (!clock.HasFired)
        {
            // A stop of the whole run waits for its steps, but no longer than it would have without the stop.
            var rest = clock.Limit - clock.Elapsed(_frame.Run.Time);
            grace += rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        }

        if (grace <= TimeSpan.Zero)
        {
            Abandon();
            return;
        }

        _grace = _frame.Run.Time.CreateTimer(static watch => ((AttemptWatch<T>)watch!).Abandon(), this, grace, Timeout.InfiniteTimeSpan);
    }

    private void Abandon()
    {
        if (TryClaim())
        {
            IsAbandoned = true;

            // Not here: this is a timer, and whoever began the wait may not have come to its end.
            ThreadPool.UnsafeQueueUserWorkItem(static frame => frame.ResumeAction(), _frame, preferLocal: false);
        }
    }
}
