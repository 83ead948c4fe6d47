namespace Weir;

/// <summary>A step that runs for each of many items, which are known only when it starts.</summary>
/// <param name="name">The name.</param>
/// <param name="items">Gives the items.</param>
/// <param name="body">What runs for each.</param>
/// <param name="collect">Makes what takes the outputs.</param>
internal sealed class ForEachSpec<TItem, TOut, TResult>(
    string name, Func<StepReads, IEnumerable<TItem>> items, LeafSpec<ForEachItem<TItem>, TOut> body, Func<IItemSink<TOut, TResult>> collect)
    : StepSpec(name), IForEachSpec
{
    public Plan Plan { get; } = new(name, [body], isSingleStep: true);

    public Plan MeteredPlan => field ??= new Plan(Name, [body], isSingleStep: true, isMetered: true);

    public override bool HasOptimizations => body.HasOptimizations;

    public override IEnumerable<IPipeline> Pipelines => body.Pipelines;

    public override IEnumerable<Type> KeptTypes => body.KeptTypes;

    public override IEnumerable<Type> Services => body.Services;

    public override IEnumerable<string> Unestimated => body.Unestimated;

    public Plan MakePlan(bool isMetered, Optimizer optimizer, string workflow) =>
        new(Name, [body], isSingleStep: true, isMetered: isMetered, choices: optimizer, owner: workflow) { Pools = optimizer.Pools };

    public ForEachRun Begin(StepReads reads)
    {
        var list = items(reads) ?? throw new InvalidOperationException($"The step '{Name}' got null instead of items; give it an empty list.");
        return new ForEachRun<TItem, TOut, TResult>(list, reads, collect());
    }

    public override Node ToNode(SlotTable slots) => new ForEachNode<TResult>(Name);

    public override StepDescriptor Describe(StepAddress parent)
    {
        var address = new StepAddress(parent, Name);
        var item = StepAddress.Suffix(address, "[]");
        return new StepDescriptor(address, StepKind.Map, typeof(StepReads), typeof(TResult))
        {
            Parts = [new StepPartDescriptor("", () => DescribeAll([body], item))],
        };
    }
}

/// <summary>Stands in the plan of the step for what it gives; the scheduler runs the items.</summary>
internal sealed class ForEachNode<TResult>(string name) : Node<TResult>(name)
{
    public override bool IsComposite => true;

    public override bool Execute(Frame frame) => throw new NotSupportedException($"The items of '{Name}' are run by the scheduler of the workflow.");

    public override bool Hook(Frame frame) => throw new NotSupportedException();

    public override bool Collect(Frame frame) => throw new NotSupportedException();
}
