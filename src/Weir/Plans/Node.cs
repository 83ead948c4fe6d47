namespace Weir;

/// <summary>One step of a plan. Immutable and shared by all runs; what belongs to a run is in its <see cref="Frame"/>.</summary>
/// <remarks>
/// A node takes its input from the register of the frame and leaves its output there. A failure is a value in the frame:
/// nodes throw nothing, but they let through what the user's code throws, and the loop of the frame catches that.
/// </remarks>
internal abstract class Node(string name)
{
    public string Name => name;

    /// <summary>What <see cref="ExecuteChain"/> gives when a step waits.</summary>
    protected const int Waits = -1;

    /// <summary>The same as one of neighbours that share a record of their time; null: it needs its own, for it may wait, or sees its surroundings.</summary>
    public virtual FusedNode? ToFused() => null;

    /// <summary>Lets the node see those from it on, so that neighbours of one kind can be run as one.</summary>
    public virtual void Join(ReadOnlySpan<Node> nodes)
    {
    }

    /// <summary>
    /// Starts the current step, and as many after it as can be run in one go where nothing is recorded. Gives the index of the next
    /// step, or <see cref="Waits"/>; the index of the frame is that of the last step started.
    /// </summary>
    public virtual int ExecuteChain(Frame frame, in StopSignals stop) => Execute(frame) ? frame.Index + 1 : Waits;

    /// <summary>The same where steps are recorded: those that completed have their record.</summary>
    public virtual int ExecuteRecorded(Frame frame, in StopSignals stop)
    {
        if (!Execute(frame))
        {
            return Waits;
        }

        if (frame.Failure is null)
        {
            frame.RecordCompleted();
        }

        return frame.Index + 1;
    }

    /// <summary>Starts the step. True: it is done, well or not. False: it waits; then <see cref="Hook"/> is called next.</summary>
    public abstract bool Execute(Frame frame);

    /// <summary>
    /// Arranges that the frame is resumed once the step can go on. True: it can already, and nobody will resume the frame.
    /// After false the frame may be running on another thread, so the caller must not touch it.
    /// </summary>
    public abstract bool Hook(Frame frame);

    /// <summary>Goes on after the wait; the result is that of <see cref="Execute"/>.</summary>
    public abstract bool Collect(Frame frame);

    /// <summary>Whether the output is kept as a reference.</summary>
    public abstract bool GivesReference { get; }

    /// <summary>Whether it runs other plans, so that it is no call of a step itself.</summary>
    public virtual bool IsComposite => false;

    /// <summary>Whether its outcome is kept in a journal and recalled from there; what is not runs again, and what is inside is recalled.</summary>
    public virtual bool IsKept => !IsComposite;

    /// <summary>The type of the output.</summary>
    public abstract Type OutputType { get; }

    /// <summary>The output of the step, boxed if it is a value; for those who read results without knowing types.</summary>
    public abstract object? ReadOutput(in Register register);

    /// <summary>The other way round: what the step gave before.</summary>
    public abstract void WriteOutput(Frame frame, object? output);
}

/// <summary>A node that knows what it gives.</summary>
internal abstract class Node<TOut>(string name) : Node(name)
{
    public sealed override bool GivesReference => Register.NeedsReference<TOut>();

    public sealed override Type OutputType => typeof(TOut);

    public override object? ReadOutput(in Register register) => register.Read<TOut>();

    public sealed override void WriteOutput(Frame frame, object? output) => frame.Write((TOut)output!);
}
