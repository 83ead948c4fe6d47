using Weir.Layers.Pooling;

namespace Weir;

/// <summary>Adds pools of buffers and objects.</summary>
public static class PoolingExtensions
{
    /// <summary>
    /// Lets what steps of the pipeline rent with <see cref="StepContext.Buffers"/> and <see cref="StepContext.Objects"/> come from pools that belong to the pipeline, and are
    /// shared by all its runs. Without it each of them is new.
    /// </summary>
    /// <remarks>Steps of pipelines inside rent here too, unless their own pipeline has pools.</remarks>
    /// <typeparam name="TIn">What the pipeline takes.</typeparam>
    /// <typeparam name="TOut">What the last step so far gives.</typeparam>
    /// <param name="builder">The pipeline.</param>
    /// <param name="options">How much is kept; default <c>new PoolingOptions()</c>.</param>
    /// <returns>A builder with the pools.</returns>
    /// <exception cref="InvalidOperationException">The pipeline has pools already.</exception>
    public static PipelineBuilder<TIn, TOut> AddPooling<TIn, TOut>(this PipelineBuilder<TIn, TOut> builder, PoolingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddStrategy(new PoolingStrategy(options ?? new PoolingOptions()));
    }
}
