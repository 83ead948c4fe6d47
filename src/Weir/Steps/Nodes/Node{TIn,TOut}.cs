namespace Weir;

/// <summary>A step with a kind, a version, options and health: the base of the four kinds of node.</summary>
/// <typeparam name="TIn">What the node takes.</typeparam>
/// <typeparam name="TOut">What the node gives.</typeparam>
public abstract class Node<TIn, TOut> : Step<TIn, TOut>
{
    private protected Node(NodeOptions? options) => Options = options ?? NodeOptions.Default;

    /// <summary>What the node may do.</summary>
    public abstract NodeKind Kind { get; }

    /// <summary>The version of the node; default <c>1.0.0</c>.</summary>
    public virtual string Version => "1.0.0";

    /// <summary>How the node is to be run; default <see cref="NodeOptions.Default"/>.</summary>
    public NodeOptions Options { get; }

    /// <summary>One check for each component that the node depends on; default none.</summary>
    public virtual IReadOnlyList<NodeHealthCheck> HealthChecks => [];

    /// <summary>Runs all health checks side by side, each with its own time-out.</summary>
    /// <remarks>A check that throws or takes longer than its time-out makes its component unhealthy; only the caller's cancellation throws.</remarks>
    /// <param name="time">The clock of time-outs and durations; default the system's.</param>
    /// <param name="cancellationToken">Gives up the check.</param>
    /// <returns>The health of the node and of each component, in the order of <see cref="HealthChecks"/>.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public ValueTask<NodeHealth> CheckHealthAsync(TimeProvider? time = null, CancellationToken cancellationToken = default) =>
        HealthProbe.RunAsync(HealthChecks, time ?? TimeProvider.System, cancellationToken);
}
