namespace Weir;

/// <summary>Told of every step of a recorded run, and asked whether its outcome is known already.</summary>
internal abstract class StepObserver
{
    /// <summary>
    /// The current step of the frame is about to start. True: it has an outcome from before, which is in the frame now, and is not
    /// to run again.
    /// </summary>
    public abstract bool TryRecall(Frame frame);

    /// <summary>The current step of the frame starts.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>When the step may be called; what it throws the step has thrown.</returns>
    public abstract ValueTask Started(Frame frame);

    /// <summary>A guarded step waits before it begins another attempt.</summary>
    public abstract void Delayed(Frame frame, TimeSpan delay);

    /// <summary>A guarded step begins another attempt.</summary>
    public abstract void Restarted(Frame frame);

    /// <summary>The current step of the frame has its record.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="isRecalled">Whether the outcome is one from before.</param>
    /// <returns>When the frame may go on; what it throws ends the run.</returns>
    public abstract ValueTask Ended(Frame frame, bool isRecalled);

    /// <summary>The frame ended before the steps that have no record.</summary>
    public abstract void Unstarted(Frame frame);

    /// <summary>Whether a run can pause: its outcomes are kept.</summary>
    public abstract bool CanPause { get; }

    /// <summary>Whether somebody answered the pause that the frame is at.</summary>
    public abstract bool TryAnswer(Frame frame, Type type, out object? answer);

    /// <summary>The run is to wait at the step that the frame is at: for an answer, or, where its type is null, to be resumed with more budget.</summary>
    public abstract void Paused(Frame frame, string prompt, Type? answer);

    /// <summary>A step sends a part of its output while it runs.</summary>
    public abstract ValueTask EmitAsync(Frame frame, object chunk);
}
