namespace Weir;

/// <summary>A step as the builder of a workflow holds it.</summary>
/// <param name="spec">The step as it was given.</param>
/// <param name="stage">The stage that it stands in.</param>
/// <param name="gather">Makes its input.</param>
/// <param name="takes">The steps whose values it cannot do without.</param>
/// <param name="reads">The steps whose values or statuses it may look at.</param>
/// <param name="needs">Further steps that it waits for.</param>
internal sealed class StepDraft(
    StepSpec spec, StageBuilder stage, GatherInput gather, IReadOnlyList<StepOutput> takes, IReadOnlyList<StepOutput> reads, IReadOnlyList<StepOutput> needs)
{
    public StepSpec Spec => spec;

    public string Name => spec.Name;

    public StageBuilder Stage => stage;

    public StepRules Rules { get; set; } = StepRules.Default;

    /// <summary>The handles that it was given.</summary>
    public IEnumerable<StepOutput> Handles => takes.Concat(reads).Concat(needs);

    /// <param name="more">The steps that it was told by name to wait for.</param>
    public WorkflowNode ToNode(IEnumerable<int> more)
    {
        int[] taken = [.. Indexes(takes).Distinct()];
        int[] read = [.. taken.Concat(Indexes(reads)).Concat(Indexes(Rules.Condition?.Reads ?? [])).Distinct()];
        return new WorkflowNode(spec, stage.Index, gather)
        {
            Takes = taken,
            Reads = read,
            Needs = [.. read.Concat(Indexes(needs)).Concat(more).Distinct()],
            Rules = Rules,
        };
    }

    private static IEnumerable<int> Indexes(IReadOnlyList<StepOutput> outputs) => outputs.Select(static output => output.Index);
}
