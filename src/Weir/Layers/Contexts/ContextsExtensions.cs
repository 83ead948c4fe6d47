using Weir.Layers.Contexts;

namespace Weir;

/// <summary>Adds copy-on-write forks of the state.</summary>
public static class ContextsExtensions
{
    /// <summary>
    /// Lends branches, items and routes the state of the pipeline until they change it: those that only read copy nothing, and a
    /// <see cref="StateMap{TKey, TValue}"/> is shared also by those that change it. The merged state is the same.
    /// </summary>
    /// <remarks>
    /// It is for the default fork: a state whose type is immutable is shared anyway, and a fork function of the user's is called as before. A pipeline inside another
    /// that uses the state around it forks as that one says. Without a state it does nothing.
    /// </remarks>
    /// <typeparam name="TIn">What the pipeline takes.</typeparam>
    /// <typeparam name="TOut">What the last step so far gives.</typeparam>
    /// <param name="builder">The pipeline.</param>
    /// <param name="options">How; default <c>new ContextsOptions()</c>.</param>
    /// <returns>A builder with it; before or after <c>WithState</c> is the same.</returns>
    /// <exception cref="InvalidOperationException">The pipeline has it already.</exception>
    public static PipelineBuilder<TIn, TOut> AddContexts<TIn, TOut>(this PipelineBuilder<TIn, TOut> builder, ContextsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddStrategy(new ContextsStrategy(options ?? new ContextsOptions()));
    }
}
