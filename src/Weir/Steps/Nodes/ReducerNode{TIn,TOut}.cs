namespace Weir;

/// <summary>A node that aggregates: it folds what comes in into state that it owns, and gives the state or a view of it.</summary>
/// <typeparam name="TIn">What the node takes.</typeparam>
/// <typeparam name="TOut">What the node gives.</typeparam>
public abstract class ReducerNode<TIn, TOut> : Node<TIn, TOut>
{
    /// <summary>Takes the options.</summary>
    /// <param name="options">How the node is to be run; default <see cref="NodeOptions.Default"/>.</param>
    protected ReducerNode(NodeOptions? options = null)
        : base(options)
    {
    }

    /// <inheritdoc/>
    public sealed override NodeKind Kind => NodeKind.Reducer;
}
