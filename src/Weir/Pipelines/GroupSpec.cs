namespace Weir;

/// <summary>A whole pipeline that stands as one step.</summary>
internal sealed class GroupSpec<TIn, TOut>(string name, Pipeline<TIn, TOut> pipeline) : StepSpec(name)
{
    public override Node ToNode(SlotTable slots) => new GroupNode<TOut>(Name, pipeline.Plan, slots.Own());
}
