namespace Weir;

/// <summary>Asks a step which branches are to run, and runs those.</summary>
internal sealed class RouteNode<TIn, TOut>(
    string name, int slot, FanRules rules, Plan router, IReadOnlyList<(string Name, Plan Plan)> branches)
    : Node<IReadOnlyDictionary<string, TOut>>(name), IBranchOutput<TIn>
{
    private readonly Dictionary<string, int> _indexes =
        branches.Select(static (branch, index) => (branch.Name, index)).ToDictionary(static b => b.Name, static b => b.index, StringComparer.Ordinal);

    public override bool IsComposite => true;

    public override bool Execute(Frame frame)
    {
        var routing = frame.Slot<Routing>(slot);
        var child = routing.Router ??= new Frame(router);
        routing.IsRouting = true;
        routing.Input = frame.Read<TIn>();
        child.BeginChild(frame, Segment.Named(router.Name), owner: frame);
        child.Register.Write(routing.Input, reuse: false);
        var flow = ExecutionContext.Capture();
        var isEnded = child.StartInside();
        AsyncFlow.Restore(flow);
        return isEnded && Collect(frame);
    }

    public override bool Hook(Frame frame)
    {
        var routing = frame.Slot<Routing>(slot);
        if (!routing.IsRouting)
        {
            return routing.Branches.Hook();
        }

        var flow = ExecutionContext.Capture();
        var isEnded = routing.Router!.WaitInside();
        AsyncFlow.Restore(flow);
        return isEnded;
    }

    public override bool Collect(Frame frame)
    {
        var routing = frame.Slot<Routing>(slot);
        if (!routing.IsRouting)
        {
            routing.Branches.Finish();
            return true;
        }

        var child = routing.Router!;
        var input = routing.Input;
        routing.IsRouting = false;
        routing.Input = default!;
        frame.Adopt(child);
        frame.Failure = child.Failure;
        var names = child.Failure is null ? child.Read<IReadOnlyList<string>?>() : null;
        child.Clear();
        return frame.Failure is not null
            || Choose(frame, names) is not { } chosen
            || routing.Branches.Run(frame, rules, branches, chosen, input, this);
    }

    public void Write(Frame parent, BranchFan<TIn> branches) => parent.Write(branches.ToDictionary<TOut>());

    /// <summary>The places of the chosen branches in their own order, each once.</summary>
    private int[]? Choose(Frame frame, IReadOnlyList<string>? names)
    {
        if (names is null)
        {
            return Refuse(frame, $"The router of '{Name}' gave null; give an empty list where no branch is to run.");
        }

        var chosen = new SortedSet<int>();
        foreach (var name in names)
        {
            if (name is null || !_indexes.TryGetValue(name, out var index))
            {
                return Refuse(
                    frame,
                    $"The router of '{Name}' chose '{name}', which is none of its branches {NameList.Of(_indexes.Keys)}{NearestName.Hint(name ?? "", _indexes.Keys)}");
            }

            chosen.Add(index);
        }

        return [.. chosen];
    }

    private static int[]? Refuse(Frame frame, string sentence)
    {
        frame.Failure = new StepFailure(StepStatus.Failed, null, sentence);
        return null;
    }

    /// <summary>What one frame keeps.</summary>
    private sealed class Routing
    {
        public BranchFan<TIn> Branches { get; } = new();

        public Frame? Router { get; set; }

        /// <summary>Whether the router has not ended yet.</summary>
        public bool IsRouting { get; set; }

        public TIn Input { get; set; } = default!;
    }
}
