namespace Weir;

/// <summary>Told of every step of a recorded run.</summary>
internal abstract class StepObserver
{
    /// <summary>The current step of the frame is about to start.</summary>
    public abstract void Started(Frame frame);

    /// <summary>The current step of the frame has its record.</summary>
    public abstract void Ended(Frame frame);

    /// <summary>The frame ended before the steps that have no record.</summary>
    public abstract void Unstarted(Frame frame);
}
