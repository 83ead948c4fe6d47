namespace Weir;

internal partial class Frame
{
    /// <summary>Whether this frame is no place of its own in paths and events: it runs what stands for one step, or for a whole plan.</summary>
    public virtual bool IsTransparent => Plan.IsShell;

    /// <summary>
    /// Whether what runs here runs again on purpose, or may: in a turn of a loop, or in a later attempt of what it is inside. Then an earlier
    /// output is not what is asked for.
    /// </summary>
    public bool IsAgain
    {
        get
        {
            for (var frame = this; frame is not null;)
            {
                if (frame._segment.IsTurn)
                {
                    return true;
                }

                frame = Volatile.Read(ref frame._parent);
                if (frame is { Attempt: > 1 })
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Takes over the one step of a frame inside the layers of the current step, as if it had run here.</summary>
    /// <param name="child">The frame, which has ended.</param>
    /// <param name="isFirst">Whether the layers have called it the first time.</param>
    public void Lift(Frame child, bool isFirst)
    {
        if (child.Records is null)
        {
            return;
        }

        // A step that was cancelled before it started has no record.
        var record = child.Recorded == 0 ? default : child.Records[0];
        Attempt = isFirst ? record.Attempts : Attempt + record.Attempts;
        if (record.Detail is { } detail)
        {
            NeedDetail().Add(detail);
            Used += child.Used;
            if (detail.IsComposite)
            {
                Calls += child.Calls;
            }
        }
    }

    /// <summary>The layers of the current step did not call it.</summary>
    public void Uncalled()
    {
        if (Records is not null)
        {
            Attempt = 0;
        }
    }

    /// <summary>Says who is told of the steps here and inside.</summary>
    protected void Observe(StepObserver? observer)
    {
        InnerObserver = observer;
        Observer = IsTransparent ? null : observer;
    }
}
