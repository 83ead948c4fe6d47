namespace Weir;

/// <summary>A node that talks to the outside: databases, services, files. It may do I/O and may fail for reasons of its own.</summary>
/// <typeparam name="TIn">What the node takes.</typeparam>
/// <typeparam name="TOut">What the node gives.</typeparam>
public abstract class EffectNode<TIn, TOut> : Node<TIn, TOut>
{
    /// <summary>Takes the options.</summary>
    /// <param name="options">How the node is to be run; default <see cref="NodeOptions.Default"/>.</param>
    protected EffectNode(NodeOptions? options = null)
        : base(options)
    {
    }

    /// <inheritdoc/>
    public sealed override NodeKind Kind => NodeKind.Effect;
}
