namespace Weir;

/// <summary>A step that runs branches side by side.</summary>
internal abstract class FanSpec(string name, BranchOptions options) : StepSpec(name)
{
    protected FanRules RulesFor(SlotTable slots, (string Name, Plan Plan)[] branches) =>
        new(Name, options.OnFailure, options.Limit, options.ToMerge(), FanOut.Branch) { Limit = slots.LimitFor([.. branches.Select(static branch => branch.Plan)]) };

    public override bool ReplaysState => options.ToMerge() == StateMerge.Default;

    protected abstract IEnumerable<StepPartDescriptor> DescribeParts(StepAddress address);

    protected StepDescriptor Describe<TIn, TOut>(StepKind kind, StepAddress address) => new(address, kind, typeof(TIn), typeof(TOut))
    {
        Options =
        [
            .. AtMost(options.MaxParallel, "branches at once"),
            Option("on failure", options.OnFailure),
            new("merge", options.ToMerge().Name),
        ],
        Knobs = [new Knob("maxParallel", options.Limit, 1, 4096)],
        Parts = [.. DescribeParts(address)],
    };

    protected static IEnumerable<StepPartDescriptor> DescribeBranches<TIn, TOut>(
        IReadOnlyList<(string Name, Pipeline<TIn, TOut> Pipeline)> branches, StepAddress address) =>
        branches.Select(branch => DescribePart(branch.Name, branch.Pipeline, new StepAddress(address, branch.Name)));

    public override void Check(string pipeline, StatePlan? state)
    {
        var merge = options.ToMerge();
        if (merge == StateMerge.Default)
        {
            return;
        }

        if (state is null)
        {
            throw new InvalidOperationException(
                $"The step '{Name}' of the pipeline '{pipeline}' merges states by the policy '{merge.Name}', but the pipeline has no state; give it one with WithState.");
        }

        if (merge.Type is { } type && type != state.Type)
        {
            throw new InvalidOperationException(
                $"The step '{Name}' of the pipeline '{pipeline}' merges states of type {TypeText.Of(type)}, but the state of the pipeline is of type {TypeText.Of(state.Type)}.");
        }
    }
}

internal sealed class ParallelSpec<TIn, TOut>(
    string name, IReadOnlyList<(string Name, Pipeline<TIn, TOut> Pipeline)> branches, BranchOptions options)
    : FanSpec(name, options)
{
    public override IEnumerable<IPipeline> Pipelines => branches.Select(static branch => branch.Pipeline);

    public override Node ToNode(SlotTable slots)
    {
        var plans = Branches.ToPlans(branches, slots);
        return new NamedParallelNode<TIn, TOut>(Name, slots.Own(), RulesFor(slots, plans), plans);
    }

    public override StepDescriptor Describe(StepAddress parent) =>
        Describe<TIn, IReadOnlyDictionary<string, TOut>>(StepKind.Parallel, new StepAddress(parent, Name));

    protected override IEnumerable<StepPartDescriptor> DescribeParts(StepAddress address) => DescribeBranches(branches, address);
}

internal sealed class PairSpec<TIn, T1, T2>(string name, Pipeline<TIn, T1> first, Pipeline<TIn, T2> second, BranchOptions options)
    : FanSpec(name, options)
{
    public override IEnumerable<IPipeline> Pipelines => [first, second];

    public override Node ToNode(SlotTable slots)
    {
        (string, Plan)[] plans = [(first.Name, first.PlanFor(slots)), (second.Name, second.PlanFor(slots))];
        return new PairNode<TIn, T1, T2>(Name, slots.Own(), RulesFor(slots, plans), plans);
    }

    public override StepDescriptor Describe(StepAddress parent) => Describe<TIn, (T1, T2)>(StepKind.Parallel, new StepAddress(parent, Name));

    protected override IEnumerable<StepPartDescriptor> DescribeParts(StepAddress address) =>
        [DescribePart(first.Name, first, new StepAddress(address, first.Name)), DescribePart(second.Name, second, new StepAddress(address, second.Name))];
}

internal sealed class TripleSpec<TIn, T1, T2, T3>(
    string name, Pipeline<TIn, T1> first, Pipeline<TIn, T2> second, Pipeline<TIn, T3> third, BranchOptions options)
    : FanSpec(name, options)
{
    public override IEnumerable<IPipeline> Pipelines => [first, second, third];

    public override Node ToNode(SlotTable slots)
    {
        (string, Plan)[] plans = [(first.Name, first.PlanFor(slots)), (second.Name, second.PlanFor(slots)), (third.Name, third.PlanFor(slots))];
        return new TripleNode<TIn, T1, T2, T3>(Name, slots.Own(), RulesFor(slots, plans), plans);
    }

    public override StepDescriptor Describe(StepAddress parent) => Describe<TIn, (T1, T2, T3)>(StepKind.Parallel, new StepAddress(parent, Name));

    protected override IEnumerable<StepPartDescriptor> DescribeParts(StepAddress address) =>
    [
        DescribePart(first.Name, first, new StepAddress(address, first.Name)),
        DescribePart(second.Name, second, new StepAddress(address, second.Name)),
        DescribePart(third.Name, third, new StepAddress(address, third.Name)),
    ];
}

internal sealed class RouteSpec<TIn, TOut>(
    string name, Step<TIn, IReadOnlyList<string>> router, IReadOnlyList<(string Name, Pipeline<TIn, TOut> Pipeline)> branches, BranchOptions options)
    : FanSpec(name, options)
{
    private LeafSpec<TIn, IReadOnlyList<string>> Router => new(router.Name, router);

    public override IEnumerable<IPipeline> Pipelines => branches.Select(static branch => branch.Pipeline);

    public override IEnumerable<Type> KeptTypes => [typeof(IReadOnlyList<string>)];

    public override IEnumerable<Type> Services => Router.Services;

    public override IEnumerable<string> Unestimated => Router.Unestimated;

    public override Node ToNode(SlotTable slots)
    {
        var plan = new Plan(router.Name, [Router], isSingleStep: true, isMetered: slots.IsMetered);
        var plans = Branches.ToPlans(branches, slots);
        return new RouteNode<TIn, TOut>(Name, slots.Own(), RulesFor(slots, plans), plan, plans);
    }

    public override StepDescriptor Describe(StepAddress parent) =>
        Describe<TIn, IReadOnlyDictionary<string, TOut>>(StepKind.Route, new StepAddress(parent, Name));

    protected override IEnumerable<StepPartDescriptor> DescribeParts(StepAddress address) =>
        [new StepPartDescriptor("", () => DescribeAll([Router], address)), .. DescribeBranches(branches, address)];
}
