namespace Weir;

/// <summary>Runs branches side by side.</summary>
internal abstract class ParallelNode<TIn, TOut>(string name, int slot, FanRules rules, IReadOnlyList<(string Name, Plan Plan)> branches)
    : Node<TOut>(name), IBranchOutput<TIn>
{
    public override bool IsComposite => true;

    public override bool Execute(Frame frame) =>
        frame.Slot<BranchFan<TIn>>(slot).Run(frame, rules, branches, null, frame.Read<TIn>(), this);

    public override bool Hook(Frame frame) => frame.Slot<BranchFan<TIn>>(slot).Hook();

    public override bool Collect(Frame frame)
    {
        frame.Slot<BranchFan<TIn>>(slot).Finish();
        return true;
    }

    public abstract void Write(Frame parent, BranchFan<TIn> branches);
}

/// <summary>Branches of one type, by name.</summary>
internal sealed class NamedParallelNode<TIn, TOut>(string name, int slot, FanRules rules, IReadOnlyList<(string Name, Plan Plan)> branches)
    : ParallelNode<TIn, IReadOnlyDictionary<string, TOut>>(name, slot, rules, branches)
{
    public override void Write(Frame parent, BranchFan<TIn> branches) => parent.Write(branches.ToDictionary<TOut>());
}

/// <summary>Two branches.</summary>
internal sealed class PairNode<TIn, T1, T2>(string name, int slot, FanRules rules, IReadOnlyList<(string Name, Plan Plan)> branches)
    : ParallelNode<TIn, (T1, T2)>(name, slot, rules, branches)
{
    public override void Write(Frame parent, BranchFan<TIn> branches) => parent.Write((branches.Output<T1>(0), branches.Output<T2>(1)));
}

/// <summary>Three branches.</summary>
internal sealed class TripleNode<TIn, T1, T2, T3>(string name, int slot, FanRules rules, IReadOnlyList<(string Name, Plan Plan)> branches)
    : ParallelNode<TIn, (T1, T2, T3)>(name, slot, rules, branches)
{
    public override void Write(Frame parent, BranchFan<TIn> branches) =>
        parent.Write((branches.Output<T1>(0), branches.Output<T2>(1), branches.Output<T3>(2)));
}
