namespace Weir;

/// <summary>A step as a builder holds it: enough to make its node, and to describe it. Immutable.</summary>
internal abstract class StepSpec(string name)
{
    public string Name => name;

    public abstract Node ToNode(SlotTable slots);

    /// <summary>Refuses what cannot work in the pipeline.</summary>
    /// <exception cref="InvalidOperationException">The step does not fit the state.</exception>
    public virtual void Check(string pipeline, StatePlan? state)
    {
    }
}
