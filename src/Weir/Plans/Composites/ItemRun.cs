namespace Weir;

/// <summary>The items of a map that one frame may run one after the other.</summary>
internal readonly ref struct ItemRun<TItem, TOut>(
    ReadOnlySpan<TItem> items, List<TItem>? list, Span<TOut> outputs, StepRecord[]? records, StopSignals stop, ExecutionContext? flow)
{
    public readonly ReadOnlySpan<TItem> Items = items;
    public readonly Span<TOut> Outputs = outputs;

    /// <summary>The records of a recorded run.</summary>
    public readonly StepRecord[]? Records = records;

    /// <summary>What is to end the loop.</summary>
    public readonly StopSignals Stop = stop;

    /// <summary>What every item finds in async locals.</summary>
    public readonly ExecutionContext? Flow = flow;

    /// <summary>Where the items come from, if that can change; what was removed from it is not to be run.</summary>
    public readonly List<TItem>? List = list;
}
