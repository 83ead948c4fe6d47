namespace Weir;

/// <summary>A step of the user's.</summary>
internal sealed class LeafSpec<TIn, TOut>(string name, Step<TIn, TOut> step) : StepSpec(name)
{
    public override Node ToNode(SlotTable slots) => LeafNode<TIn, TOut>.Of(Name, step, slots.OfPending<TOut>());
}
