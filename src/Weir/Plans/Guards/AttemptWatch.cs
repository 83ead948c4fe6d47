namespace Weir;

/// <summary>
/// Decides who ends an attempt that waits: the call, when it completes, or its time-out, when the step does not listen. The
/// first to claim the attempt resumes the frame; a call that completes after it was left behind is heard and dropped.
/// </summary>
internal abstract class AttemptWatch
{
    private int _claimed;
    private volatile ITimer? _grace;

    public bool IsAbandoned { get; private set; }

    protected Frame Frame { get; private set; } = null!;

    private TimeSpan AbandonAfter { get; set; }

    private bool IsClaimed => Volatile.Read(ref _claimed) != 0;

    /// <summary>The time of the attempt is over, and its token is cancelled. It may have ended by now.</summary>
    /// <param name="isRead">Whether the step has asked for the token: then it gets some time to end by itself.</param>
    public void TimeOut(bool isRead)
    {
        if (!isRead || AbandonAfter <= TimeSpan.Zero)
        {
            Abandon();
            return;
        }

        if (IsClaimed)
        {
            return;
        }

        _grace = Frame.Run.Time.CreateTimer(static watch => ((AttemptWatch)watch!).Abandon(), this, AbandonAfter, Timeout.InfiniteTimeSpan);
        if (IsClaimed)
        {
            // It ended between the two looks, and may have found no timer to end.
            EndGrace();
        }
    }

    protected void Begin(Frame frame, TimeSpan abandonAfter)
    {
        Frame = frame;
        AbandonAfter = abandonAfter;
        _claimed = 0;
        frame.Clock!.Wait(this, frame);
    }

    protected bool TryClaim() => Interlocked.Exchange(ref _claimed, 1) == 0;

    /// <summary>Called once the attempt is claimed; who sets the timer looks at that afterwards.</summary>
    protected void EndGrace()
    {
        if (_grace is not null)
        {
            Interlocked.Exchange(ref _grace, null)?.Dispose();
        }
    }

    private void Abandon()
    {
        if (TryClaim())
        {
            IsAbandoned = true;

            // Not here: this is a timer, and whoever began the wait may not have come to its end.
            RunQueue.Queue(static frame => frame.ResumeAction(), Frame);
        }
    }
}

/// <summary>The watch over a call that gives a value.</summary>
internal sealed class AttemptWatch<T> : AttemptWatch
{
    private readonly Action _complete;
    private ValueTask<T> _call;

    public AttemptWatch() => _complete = Complete;

    /// <summary>Resumes the frame when the call completes or its time is over. The frame must not be touched after this.</summary>
    /// <param name="call">The call.</param>
    /// <param name="frame">The frame that waits.</param>
    /// <param name="abandonAfter">How long a step that listens may go on after its time-out.</param>
    public void Begin(ValueTask<T> call, Frame frame, TimeSpan abandonAfter)
    {
        _call = call;
        Begin(frame, abandonAfter);
        call.ConfigureAwait(RunQueue.IsHere).GetAwaiter().UnsafeOnCompleted(_complete);
    }

    /// <summary>Takes the call out, which has completed.</summary>
    public ValueTask<T> Take()
    {
        var call = _call;
        _call = default;
        EndGrace();
        return call;
    }

    private void Complete()
    {
        if (TryClaim())
        {
            Frame.ResumeAction();
        }
        else if (!_call.IsCompletedSuccessfully)
        {
            // The run went on without this call. Its failure is looked at, so that it is no unobserved one.
            _ = _call.Error();
        }
    }
}
