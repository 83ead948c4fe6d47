namespace Weir;

/// <summary>A node that computes: the same input gives the same output. It does no I/O, keeps no state and reads no clock but the context's.</summary>
/// <typeparam name="TIn">What the node takes.</typeparam>
/// <typeparam name="TOut">What the node gives.</typeparam>
public abstract class ComputeNode<TIn, TOut> : Node<TIn, TOut>
{
    /// <summary>Takes the options.</summary>
    /// <param name="options">How the node is to be run; default <see cref="NodeOptions.Default"/>.</param>
    protected ComputeNode(NodeOptions? options = null)
        : base(options)
    {
    }

    /// <inheritdoc/>
    public sealed override NodeKind Kind => NodeKind.Compute;
}
