namespace Weir;

/// <summary>Makes one node of a plan. Immutable, so that one source can stand in many plans.</summary>
internal abstract class NodeSource(string name)
{
    public string Name => name;

    public abstract Node ToNode(SlotTable slots);
}
