// source: CWE-1061 (https://cwe.mitre.org/data/definitions/1061.html)
// why: The orchestrator only calls nodes, the reducer folds what it is given, and an abstract node may be called a base.
// expect: none

using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.OrderFlow;

public sealed record OrderChange(string Sku, int Quantity);

public sealed record OrderState(ImmutableDictionary<string, int> Lines);

public abstract class FoldReducerBase<TEvent, TState>(TState start) : ReducerNode<IReadOnlyList<TEvent>, TState>
{
    public sealed override ValueTask<TState> RunAsync(IReadOnlyList<TEvent> input, StepContext context)
    {
        var state = start;
        foreach (var change in input)
        {
            state = Fold(state, change);
        }

        return ValueTask.FromResult(state);
    }

    protected abstract TState Fold(TState state, TEvent change);
}

public sealed class OrderLinesReducer() : FoldReducerBase<OrderChange, OrderState>(new OrderState(ImmutableDictionary<string, int>.Empty))
{
    protected override OrderState Fold(OrderState state, OrderChange change)
    {
        var quantity = state.Lines.GetValueOrDefault(change.Sku) + change.Quantity;
        return new OrderState(quantity > 0 ? state.Lines.SetItem(change.Sku, quantity) : state.Lines.Remove(change.Sku));
    }
}

public sealed class OrderFlowOrchestrator(OrderLinesReducer lines, Step<OrderState, bool> reserve) : OrchestratorNode<IReadOnlyList<OrderChange>, bool>
{
    public override async ValueTask<bool> RunAsync(IReadOnlyList<OrderChange> input, StepContext context)
    {
        ArgumentOutOfRangeException.ThrowIfZero(input.Count);
        var state = await lines.RunAsync(input, context);
        return !state.Lines.IsEmpty && await reserve.RunAsync(state, context);
    }
}
