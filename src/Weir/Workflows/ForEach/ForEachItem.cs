namespace Weir;

/// <summary>What a step that runs for each of many items gets for one of them.</summary>
/// <typeparam name="TItem">What the items are.</typeparam>
public sealed class ForEachItem<TItem>
{
    internal ForEachItem(TItem value, int index, StepReads reads)
    {
        Value = value;
        Index = index;
        Reads = reads;
    }

    /// <summary>The item.</summary>
    public TItem Value { get; }

    /// <summary>Its place among the items, from 0.</summary>
    public int Index { get; }

    /// <summary>The values and statuses of the steps that the step reads.</summary>
    public StepReads Reads { get; }
}
