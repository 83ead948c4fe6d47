namespace Weir;

/// <summary>A step that runs a pipeline, or a single step, on every item of a list.</summary>
internal sealed class MapSpec<TIn, TItem, TOut>(string name, Func<TIn, IReadOnlyList<TItem>> items, Plan body, MapOptions options) : StepSpec(name)
{
    public override Node ToNode(SlotTable slots) => new MapNode<TIn, TItem, TOut>(
        Name, slots.Own(), items, body, new FanRules(Name, options.OnFailure, options.Limit, StateMerge.Default, FanOut.Item));
}
