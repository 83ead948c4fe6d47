namespace Weir;

/// <summary>A step as a builder holds it: enough to make its node, and to describe it. Immutable.</summary>
internal abstract class StepSpec(string name)
{
    public string Name => name;

    public abstract Node ToNode(SlotTable slots);
}
