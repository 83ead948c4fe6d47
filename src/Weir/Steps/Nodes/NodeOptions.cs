namespace Weir;

/// <summary>How a node is to be run: what its contract asks for, typed. Immutable.</summary>
public sealed record NodeOptions
{
    /// <summary>The options of a node whose contract asks for nothing.</summary>
    public static NodeOptions Default { get; } = new();

    /// <summary>When to stop calling a failing service; default off.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public NodeCircuitBreakerOptions CircuitBreaker { get; init => field = Require.Given(value); } = new();

    /// <summary>How to try again; default off.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public NodeRetryOptions Retry { get; init => field = Require.Given(value); } = new();

    /// <summary>Where messages go that cannot be handled; default off.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public NodeDeadLetterOptions DeadLetterQueue { get; init => field = Require.Given(value); } = new();

    /// <summary>How database transactions are used; default off.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public NodeTransactionOptions Transactions { get; init => field = Require.Given(value); } = new();

    /// <summary>What is checked and hidden; default off.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public NodeSecurityOptions Security { get; init => field = Require.Given(value); } = new();

    /// <summary>What the node tells about itself; default off.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public NodeObservabilityOptions Observability { get; init => field = Require.Given(value); } = new();

    /// <summary>Whether there is anything that a pipeline puts around the node.</summary>
    internal bool AskForAnything =>
        CircuitBreaker.Enabled || Retry.Enabled || DeadLetterQueue.Enabled || Transactions.Enabled || Security.Enabled || Observability.IsOn;
}
