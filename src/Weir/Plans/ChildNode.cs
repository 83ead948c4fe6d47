namespace Weir;

/// <summary>A node that runs other plans inside, one at a time.</summary>
internal abstract class ChildNode<TOut>(string name, int slot) : Node<TOut>(name)
{
    public sealed override bool Hook(Frame frame) => frame.Slot<InnerFrame>(slot).Frame!.Wait();

    public sealed override bool Collect(Frame frame) => Leave(frame, frame.Slot<InnerFrame>(slot));

    /// <summary>Runs a plan on what is in the register.</summary>
    protected bool Enter(Frame frame, Plan plan, in Segment segment)
    {
        var inner = frame.Slot<InnerFrame>(slot);
        var child = inner.For(plan);
        child.BeginChild(frame, segment, owner: frame);
        child.Register = frame.Register;
        var flow = ExecutionContext.Capture();
        var isEnded = child.StartInside();
        AsyncFlow.Restore(flow);
        return isEnded && Leave(frame, inner);
    }

    /// <summary>The plan ended; a failure is in <paramref name="child"/>. The result is that of <see cref="Node.Execute"/>.</summary>
    protected abstract bool Ended(Frame frame, Frame child, InnerFrame inner);

    private bool Leave(Frame frame, InnerFrame inner)
    {
        var child = inner.Frame!;
        frame.Adopt(child);
        frame.Failure = child.Failure;
        frame.Register = child.Register;
        child.Clear();
        return Ended(frame, child, inner);
    }
}

/// <summary>What a frame keeps for a composite: a frame for the inside, and how often it was used.</summary>
internal sealed class InnerFrame
{
    public Frame? Frame { get; private set; }

    /// <summary>The turn of a loop, from 1.</summary>
    public int Turn { get; set; }

    public Frame For(Plan plan) => Frame is { } frame && ReferenceEquals(frame.Plan, plan) ? frame : Frame = new Frame(plan);
}
