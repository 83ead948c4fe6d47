namespace Weir;

/// <summary>What the options of a node put around it in the pipeline that is being built. What is said where the node is put in goes before.</summary>
internal sealed class NodeFeatures<TIn, TOut>
{
    private readonly NodeTraits<TIn> _traits;

    private NodeFeatures(NodeTraits<TIn> traits) => _traits = traits;

    /// <summary>The attempts; null: one.</summary>
    public RetryOptions? Retry => NodeRetry.Of(_traits.Options);

    /// <summary>The time-out of each attempt; null: none.</summary>
    public TimeSpan? AttemptTimeout => _traits.Options.Transactions is { Enabled: true, Timeout: var limit } ? limit : null;

    /// <summary>Whether something stands around all attempts.</summary>
    public bool IsAroundStep => _traits.Options is var options && (options.DeadLetterQueue.Enabled || options.Security.Enabled || options.Observability.IsOn);

    private bool IsAroundAttempt => _traits.Options is var options && (options.CircuitBreaker.Enabled || options.Transactions.Enabled);

    /// <summary>Those of a step; null: it is no node, or one that asks for nothing.</summary>
    public static NodeFeatures<TIn, TOut>? Of(Step<TIn, TOut> step) => step.Traits is { } traits ? new NodeFeatures<TIn, TOut>(traits) : null;

    /// <summary>What stands around the step and its attempts.</summary>
    /// <exception cref="InvalidOperationException">The inputs of the node cannot be checked, or a pattern is wrong.</exception>
    public IEnumerable<Layer> Layers()
    {
        if (IsAroundStep)
        {
            yield return new NodeLayer<TIn>(_traits);
        }

        if (IsAroundAttempt)
        {
            yield return new NodeAttemptLayer(_traits.Node);
        }
    }
}
