// source: Weir, generation
// why: nobody wrote the bodies yet, so nobody can have read the settings
// expect: none

using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Weir;

namespace Corpus.GeneratedSettingsNotAsked;

public sealed record LifecycleSettings
{
    public int SnapshotEvery { get; init; } = 50;

    public string Table { get; init; } = "order_states";
}

public sealed record OrderEvent(Guid Id, string Kind);

public sealed record OrderState(string Status);

public sealed class NodeLifecycleReducer(LifecycleSettings settings) : ReducerNode<OrderEvent, OrderState>
{
    public LifecycleSettings Settings { get; } = settings;

    public override ValueTask<OrderState> RunAsync(OrderEvent input, StepContext context) =>
        throw new OperationNotImplementedException(Name, "execute");

    public ValueTask<int> ReplayAsync(IReadOnlyList<OrderEvent> input, StepContext context) =>
        throw new OperationNotImplementedException(Name, "replay");
}
