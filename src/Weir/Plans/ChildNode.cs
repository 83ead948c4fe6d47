namespace Weir;

/// <summary>A node that runs other plans inside, one at a time.</summary>
internal abstract class ChildNode<TOut>(string name, int slot) : Node<TOut>(name)
{
    public sealed override bool IsComposite => true;

    public sealed override bool Hook(Frame frame)
    {
        var flow = ExecutionContext.Capture();
        var isEnded = frame.Slot<InnerFrame>(slot).Frame!.WaitInside();
        AsyncFlow.Restore(flow);
        return isEnded;
    }

    public sealed override bool Collect(Frame frame)
    {
        var inner = frame.Slot<InnerFrame>(slot);
        Leave(frame, inner);
        return !Next(frame, inner) || Run(frame, inner);
    }

    /// <summary>Runs a plan on what is in the register. The result is that of <see cref="Node.Execute"/>.</summary>
    protected bool Enter(Frame frame, Plan plan, in Segment segment)
    {
        var inner = frame.Slot<InnerFrame>(slot);
        inner.Turn = 1;
        inner.Prepare(plan, segment);
        return Run(frame, inner);
    }

    /// <summary>
    /// The plan ended; what it gave is in the register, or its failure in the frame. False: the step is done. True: another
    /// plan, or the same again, is to run on what is in the register; <see cref="InnerFrame.Prepare"/> tells which.
    /// </summary>
    protected abstract bool Next(Frame frame, InnerFrame inner);

    private bool Run(Frame frame, InnerFrame inner)
    {
        do
        {
            var child = inner.Frame!;
            child.BeginChild(frame, inner.Segment, owner: frame);
            child.Register = frame.Register;
            var flow = ExecutionContext.Capture();
            var isEnded = child.StartInside();
            AsyncFlow.Restore(flow);
            if (!isEnded)
            {
                return false;
            }

            Leave(frame, inner);
        }
        while (Next(frame, inner));

        return true;
    }

    private static void Leave(Frame frame, InnerFrame inner)
    {
        var child = inner.Frame!;
        frame.Adopt(child);
        frame.Failure = child.Failure;
        frame.Register = child.Register;
        child.Clear();
    }
}

/// <summary>What a frame keeps for a composite: a frame for each plan inside it, and where it is.</summary>
internal sealed class InnerFrame
{
    private readonly List<Frame> _others = [];

    public Frame? Frame { get; private set; }

    public Segment Segment { get; private set; }

    /// <summary>The turn of a loop, from 1.</summary>
    public int Turn { get; set; }

    /// <summary>Says what runs next.</summary>
    public void Prepare(Plan plan, in Segment segment)
    {
        Segment = segment;
        if (!ReferenceEquals(Frame?.Plan, plan))
        {
            Frame = Find(plan);
        }
    }

    private Frame Find(Plan plan)
    {
        foreach (var frame in _others)
        {
            if (ReferenceEquals(frame.Plan, plan))
            {
                return frame;
            }
        }

        var made = new Frame(plan);
        _others.Add(made);
        return made;
    }
}
