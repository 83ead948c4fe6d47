namespace Weir;

internal partial class Frame
{
    private Frame? _parent;
    private Segment _segment;

    // Where the plan stands: for a root the name of the pipeline, or the stage of a workflow.
    private StepAddress? _root;

    /// <summary>The attempt of a guarded pipeline that the current step is in; null: it is in none.</summary>
    public Frame? Group { get; set; }

    public override StepAddress Address => IsStandIn ? BaseAddress : Addresses?.Of(_index) ?? new StepAddress(BaseAddress, Current.Name);

    /// <summary>The addresses of the steps of a pipeline that runs by itself; null: those here are made when somebody asks.</summary>
    protected StepAddresses? Addresses { get; init; }

    /// <summary>What stands before the names of this plan in paths.</summary>
    public StepAddress BaseAddress
    {
        get
        {
            if (_parent is null)
            {
                return _segment.Under(_root!);
            }

            // Pipelines may be nested deeper than a stack is high, so no recursion.
            var frames = new Stack<Frame>();
            for (var frame = this; frame is not null; frame = frame._parent)
            {
                frames.Push(frame);
            }

            StepAddress? address = null;
            foreach (var frame in frames)
            {
                address = frame._segment.Under(frame._root ?? address!);
                if (frame != this && !frame.IsStandIn)
                {
                    address = new StepAddress(address, frame.Current.Name);
                }
            }

            return address!;
        }
    }

    /// <summary>The frame was left behind, and the one around it serves others from now on: what it tells and changes is its own.</summary>
    private void Detach(StepAddress address)
    {
        _root = address;
        Volatile.Write(ref _parent, null);
        State = State?.Fork();
    }

    /// <summary>Whether the frame is that of an item which has its own root.</summary>
    protected virtual bool IsItem => false;

    // The one step of this plan has the address of the item or branch that it is.
    private bool IsStandIn => IsTransparent || IsItem || (_root is null && Plan.IsSingleStep);

    /// <summary>Says what stands behind the root in paths.</summary>
    protected void StandAt(Segment segment) => _segment = segment;
}
