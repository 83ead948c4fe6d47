using System.Text.Json.Serialization.Metadata;

namespace Weir;

/// <summary>A step with a kind, a version, options and health: the base of the four kinds of node.</summary>
/// <remarks>
/// A pipeline or workflow that the node is put into does what the options ask for, around <see cref="Step{TIn, TOut}.RunAsync"/>. Who calls that
/// method by hand gets the bare body.
/// </remarks>
/// <typeparam name="TIn">What the node takes.</typeparam>
/// <typeparam name="TOut">What the node gives.</typeparam>
public abstract class Node<TIn, TOut> : Step<TIn, TOut>
{
    // Made by whoever asks first; all who ask get that one.
    private NodeIdentity? _identity;

    private protected Node(NodeOptions? options) => Options = options ?? NodeOptions.Default;

    /// <summary>What the node may do.</summary>
    public abstract NodeKind Kind { get; }

    /// <summary>The version of the node; default <c>1.0.0</c>.</summary>
    public virtual string Version => "1.0.0";

    /// <summary>How the node is to be run; default <see cref="NodeOptions.Default"/>.</summary>
    public NodeOptions Options { get; }

    /// <summary>Where inputs go that the node could not handle; default null: the services of the run say it.</summary>
    public IDeadLetterSink? DeadLetterSink { get; init; }

    /// <summary>What begins the transactions of the node; default null: the services of the run say it.</summary>
    public INodeTransactions? Transactions { get; init; }

    /// <summary>How inputs are read as JSON; default null: nobody can. Security options need it unless the node takes texts.</summary>
    protected virtual NodeInputFormat<TIn>? InputFormat => null;

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

    internal sealed override NodeTraits<TIn>? Traits => Options.AskForAnything ? new NodeTraits<TIn>(Identity, InputFormat, null) : null;

    /// <summary>One operation of the node as a step of its own, to which the options apply like to the node.</summary>
    /// <typeparam name="TInput">What the operation takes.</typeparam>
    /// <typeparam name="TOutput">What the operation gives.</typeparam>
    /// <param name="name">The name of the step: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="operation">The operation, as traces, metrics, logs and dead letters name it; not empty.</param>
    /// <param name="body">The work.</param>
    /// <param name="json">How inputs are read as JSON, asked for if the options need it; null: nobody can.</param>
    /// <returns>The step.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or <paramref name="operation"/> is empty.</exception>
    protected Step<TInput, TOutput> StepOf<TInput, TOutput>(
        string name, string operation, Func<TInput, StepContext, ValueTask<TOutput>> body, Func<JsonTypeInfo<TInput>>? json = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (!Options.AskForAnything)
        {
            return Step.From(name, body);
        }

        var format = json is null ? null : new NodeInputFormat<TInput>(json());
        return new NodeOperationStep<TInput, TOutput>(StepName.Require(name, "step"), new NodeTraits<TInput>(Identity, format, Require.Text(operation)), body);
    }

    private NodeIdentity Identity => _identity
        ?? Interlocked.CompareExchange(ref _identity, MakeIdentity(), null)
        ?? _identity;

    private NodeIdentity MakeIdentity() => new(Name, Kind, Version, Options) { DeadLetterSink = DeadLetterSink, Transactions = Transactions };
}
