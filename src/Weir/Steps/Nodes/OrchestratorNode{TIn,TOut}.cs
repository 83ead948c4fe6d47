namespace Weir;

/// <summary>A node that coordinates: it decides which other nodes work and in which order, and does no work of its own.</summary>
/// <typeparam name="TIn">What the node takes.</typeparam>
/// <typeparam name="TOut">What the node gives.</typeparam>
public abstract class OrchestratorNode<TIn, TOut> : Node<TIn, TOut>
{
    /// <summary>Takes the options.</summary>
    /// <param name="options">How the node is to be run; default <see cref="NodeOptions.Default"/>.</param>
    protected OrchestratorNode(NodeOptions? options = null)
        : base(options)
    {
    }

    /// <inheritdoc/>
    public sealed override NodeKind Kind => NodeKind.Orchestrator;
}
