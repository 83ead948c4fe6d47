namespace Weir;

/// <summary>Branches side by side on one input, as one frame runs them.</summary>
internal sealed class BranchFan<TIn> : FanOut
{
    private ItemFrame?[] _frames = [];
    private Register[] _outputs = [];
    private bool[] _hasOutput = [];
    private IReadOnlyList<(string Name, Plan Plan)> _branches = null!;
    private IBranchOutput<TIn> _output = null!;
    private int[]? _chosen;
    private TIn _input = default!;

    /// <param name="parent">The frame of the step.</param>
    /// <param name="rules">How they run.</param>
    /// <param name="branches">All branches that the step has.</param>
    /// <param name="chosen">The places of those that run; null: all.</param>
    /// <param name="input">What each of them gets.</param>
    /// <param name="output">Makes the output of the step.</param>
    public bool Run(
        Frame parent, FanRules rules, IReadOnlyList<(string Name, Plan Plan)> branches, int[]? chosen, TIn input, IBranchOutput<TIn> output)
    {
        if (_frames.Length == 0)
        {
            _frames = new ItemFrame?[branches.Count];
            _outputs = new Register[branches.Count];
            _hasOutput = new bool[branches.Count];
        }

        _branches = branches;
        _chosen = chosen;
        _input = input;
        _output = output;
        return Run(parent, rules, chosen?.Length ?? branches.Count);
    }

    /// <summary>The names and values of the branches that count, in their order.</summary>
    public IReadOnlyDictionary<string, T> ToDictionary<T>()
    {
        var values = new OrderedDictionary<string, T>(Count, StringComparer.Ordinal);
        for (var i = 0; i < Count; i++)
        {
            if (_hasOutput[i])
            {
                values.Add(_branches[BranchOf(i)].Name, _outputs[i].Read<T>());
            }
        }

        return values;
    }

    public T Output<T>(int branch) => _outputs[branch].Read<T>();

    protected override ItemFrame FrameFor(int item, ItemFrame? ended)
    {
        var branch = BranchOf(item);
        return _frames[branch] ??= new ItemFrame(_branches[branch].Plan);
    }

    protected override Segment SegmentOf(int item) => Segment.Named(_branches[BranchOf(item)].Name);

    protected override void Fill(ItemFrame frame) => frame.Register.Write(_input, reuse: false);

    protected override void Keep(ItemFrame frame)
    {
        _outputs[frame.Item] = frame.Register;
        _hasOutput[frame.Item] = true;
    }

    protected override void WriteOutput(Frame parent) => _output.Write(parent, this);

    protected override void Forget()
    {
        Array.Clear(_outputs);
        Array.Clear(_hasOutput);
        _chosen = null;
        _input = default!;
    }

    private int BranchOf(int item) => _chosen is null ? item : _chosen[item];
}

/// <summary>Makes the output of a step out of those of its branches.</summary>
internal interface IBranchOutput<TIn>
{
    void Write(Frame parent, BranchFan<TIn> branches);
}
