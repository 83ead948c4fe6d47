namespace Weir;

/// <summary>A whole pipeline that stands as one step.</summary>
internal sealed class GroupSpec<TIn, TOut>(string name, Pipeline<TIn, TOut> pipeline) : StepSpec(name)
{
    public override IEnumerable<IPipeline> Pipelines => [pipeline];

    public override Node ToNode(SlotTable slots) => new GroupNode<TOut>(Name, pipeline.PlanFor(slots), slots.Own());

    public override StepDescriptor Describe(StepAddress parent)
    {
        var address = new StepAddress(parent, Name);
        return new StepDescriptor(address, StepKind.Pipeline, typeof(TIn), typeof(TOut))
        {
            Parts = [new StepPartDescriptor("", () => DescribeAll(pipeline.Steps, address))],
        };
    }
}
