namespace Weir;

/// <summary>A step that runs a pipeline, or a single step, on every item of a list.</summary>
internal sealed class MapSpec<TIn, TItem, TOut>(string name, Func<TIn, IReadOnlyList<TItem>> items, MapBody body, MapOptions options) : StepSpec(name)
{
    public override IEnumerable<IPipeline> Pipelines => [body];

    public override bool ReplaysState => true;

    public override Node ToNode(SlotTable slots)
    {
        var plan = body.PlanFor(slots);
        var rules = new FanRules(Name, options.OnFailure, options.Limit, StateMerge.Default, FanOut.Item) { Limit = slots.LimitFor(plan) };
        return new MapNode<TIn, TItem, TOut>(Name, slots.Own(), items, plan, rules);
    }

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

        return new MapSpec<TIn, TItem, TOut>(Name, items, MapBody.Of(body.Plan.Name, layered, body.Plan.State), options);
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
/// <param name="Steps">The steps.</param>
/// <param name="Plan">Their plan.</param>
/// <param name="Pipeline">The pipeline that it is; null: it is a single step.</param>
internal sealed record MapBody(IReadOnlyList<StepSpec> Steps, Plan Plan, IPipeline? Pipeline) : IPipeline
{
    private Plan? _metered;

    public StatePlan? State => Plan.State;

    public bool BringsState => Pipeline is null && State is not null;

    public bool MayPause => Pipeline is { MayPause: true };

    public bool HasBudget => Pipeline is { HasBudget: true };

    public static MapBody Of(string name, StepSpec step, StatePlan? state = null) => new([step], new Plan(name, [step], state, isSingleStep: true), null);

    // What a pipeline said it keeps; asking its steps again would go down to the innermost at every level.
    public bool HasOptimizations => Pipeline?.HasOptimizations ?? Steps.Any(static step => step.HasOptimizations);

    // A single step is no pipeline: what is inside it is inside the map.
    public IEnumerable<IPipeline> Inner => Pipeline is null ? Steps.SelectMany(static step => step.Pipelines) : [Pipeline];

    public Plan PlanFor(SlotTable slots) => (Pipeline, slots.Choices) switch
    {
        ({ } pipeline, _) => pipeline.PlanFor(slots),
        (_, Optimizer optimizer) => optimizer.PlanOf(this, slots.IsMetered),
        _ => slots.IsMetered ? Metered() : Plan,
    };

    public Plan MakePlan(bool isMetered, Optimizer optimizer) => Pipeline is not null
        ? optimizer.PlanOf(Pipeline, isMetered)
        : new Plan(Plan.Name, Steps, Plan.State, isSingleStep: true, isMetered, optimizer);

    public void Meter()
    {
        Pipeline?.Meter();
    }

    private Plan Metered() => _metered ??= new Plan(Plan.Name, Steps, Plan.State, isSingleStep: true, isMetered: true);
}
