using Weir.Layers.Concurrency;

namespace Weir;

/// <summary>Adds a limit of calls.</summary>
public static class ConcurrencyExtensions
{
    /// <summary>
    /// Lets only so many calls of steps run at once that are items of a <c>Map</c> or branches of a <c>Parallel</c> or <c>Route</c> in this pipeline. The limit belongs to the pipeline, and all its
    /// runs share it; the others wait, each fan-out in its turn.
    /// </summary>
    /// <remarks>
    /// An item or branch is counted that is a step, or a pipeline of nothing but steps. Branches are counted where all of the composite are of this kind. What runs inside a counted call is not
    /// counted, so a call never waits for the one that it is in.
    /// </remarks>
    /// <typeparam name="TIn">What the pipeline takes.</typeparam>
    /// <typeparam name="TOut">What the last step so far gives.</typeparam>
    /// <param name="builder">The pipeline; those inside it say it for themselves.</param>
    /// <param name="options">How many; default <c>new ConcurrencyOptions()</c>.</param>
    /// <returns>A builder with the limit.</returns>
    /// <exception cref="InvalidOperationException">The pipeline has one already.</exception>
    public static PipelineBuilder<TIn, TOut> AddConcurrency<TIn, TOut>(this PipelineBuilder<TIn, TOut> builder, ConcurrencyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddStrategy(new ConcurrencyStrategy(options ?? new ConcurrencyOptions()));
    }
}
