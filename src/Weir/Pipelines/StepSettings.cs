namespace Weir;

/// <summary>How one step is run, as <see cref="StepBuilder{TIn, TOut}"/> was told. Immutable.</summary>
internal sealed record StepSettings<TIn, TOut>(string Name, Step<TIn, TOut> Step)
{
    public RetryOptions Retry { get; init; } = RetryOptions.Once;

    public TimeSpan? Timeout { get; init; }

    public TimeSpan? AttemptTimeout { get; init; }

    public TimeSpan AbandonAfter { get; init; }

    public IReadOnlyList<StepPart<TIn>> Inputs { get; init; } = [];

    public IReadOnlyList<StepPart<Review<TIn, TOut>>> Outputs { get; init; } = [];

    public StepSettings<TIn, TOut>? FallBack { get; init; }

    public bool IsOnPool { get; init; }

    private bool IsGuarded =>
        Retry.MaxAttempts > 1 || Timeout is not null || AttemptTimeout is not null || Inputs.Count > 0 || Outputs.Count > 0 || FallBack is not null;

    private Step<TIn, TOut> Called => IsOnPool ? new PoolStep<TIn, TOut>(Step) : Step;

    public Node ToNode(string name, SlotTable slots) => IsGuarded
        ? new GuardNode<TIn, TOut>(name, ToTarget(), slots.Own())
        : LeafNode<TIn, TOut>.Of(name, Called, slots.OfPending<TOut>());

    private GuardTarget<TIn, TOut> ToTarget() => new(
        Name,
        Called,
        Retry,
        Timeout,
        AttemptTimeout,
        AbandonAfter,
        Inputs.Count == 0 ? null : new StepParts<TIn>(Inputs),
        Outputs.Count == 0 ? null : new StepParts<Review<TIn, TOut>>(Outputs),
        FallBack?.ToTarget());
}
