namespace Weir;

/// <summary>A step that runs one of several pipelines.</summary>
internal sealed class BranchSpec<TIn, TOut>(
    string name, Func<TIn, string> choose, IReadOnlyList<(string Name, Pipeline<TIn, TOut> Pipeline)> cases, Pipeline<TIn, TOut>? otherwise)
    : StepSpec(name)
{
    /// <summary>The name that the pipeline for all other cases has in paths.</summary>
    public const string Otherwise = "otherwise";

    public override IEnumerable<IPipeline> Pipelines => cases.Select(static one => one.Pipeline).Concat(otherwise is null ? [] : [otherwise]);

    public override Node ToNode(SlotTable slots) => new BranchNode<TIn, TOut>(
        Name, slots.Own(), choose, Branches.ToPlans(cases, slots), otherwise is null ? null : (Otherwise, otherwise.PlanFor(slots)));

    public override StepDescriptor Describe(StepAddress parent)
    {
        var address = new StepAddress(parent, Name);
        var parts = otherwise is null ? cases : cases.Append((Otherwise, otherwise));
        return new StepDescriptor(address, StepKind.Branch, typeof(TIn), typeof(TOut))
        {
            Parts = [.. parts.Select(part => DescribePart(part.Item1, part.Item2, new StepAddress(address, part.Item1)))],
        };
    }
}
