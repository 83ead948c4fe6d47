namespace Weir;

/// <summary>A step that runs a pipeline, or a single step, on every item of a list.</summary>
internal sealed class MapSpec<TIn, TItem, TOut>(string name, Func<TIn, IReadOnlyList<TItem>> items, MapBody body, MapOptions options) : StepSpec(name)
{
    public override IEnumerable<IPipeline> Pipelines => [body];

    public override bool ReplaysState => true;

    public override Node ToNode(SlotTable slots) => new MapNode<TIn, TItem, TOut>(
        Name, slots.Own(), items, body.Plan, new FanRules(Name, options.OnFailure, options.Limit, StateMerge.Default, FanOut.Item));

    public override StepSpec Under(LayerStack layers)
    {
        if (body.Steps is not [LeafSpec<TItem, TOut> leaf] || !body.Plan.IsSingleStep)
        {
            return this;
        }

        var layered = leaf.Under(layers);
        if (ReferenceEquals(layered, leaf))
        {
            return this;
        }

        var plan = new Plan(body.Plan.Name, [layered], body.Plan.State, isSingleStep: true);
        return new MapSpec<TIn, TItem, TOut>(Name, items, new MapBody([layered], plan), options);
    }

    public override StepDescriptor Describe(StepAddress parent)
    {
        var address = new StepAddress(parent, Name);
        var item = StepAddress.Suffix(address, "[]");
        return new StepDescriptor(address, StepKind.Map, typeof(TIn), typeof(IReadOnlyList<TOut>))
        {
            Options = [.. AtMost(options.MaxParallel, "items at once"), Option("on failure", options.OnFailure)],
            Knobs = [new Knob("maxParallel", options.Limit, 1, 4096)],
            Parts = [new StepPartDescriptor("", () => DescribeAll(body.Steps, item))],
        };
    }
}

/// <summary>What a map runs for each item.</summary>
internal sealed record MapBody(IReadOnlyList<StepSpec> Steps, Plan Plan, bool MayPause = false) : IPipeline
{
    public StatePlan? State => Plan.State;
}
