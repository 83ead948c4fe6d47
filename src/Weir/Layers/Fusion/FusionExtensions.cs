using Weir.Layers.Fusion;

namespace Weir;

/// <summary>Adds fusion.</summary>
public static class FusionExtensions
{
    /// <summary>Lets steps in a row that only compute run as one, with one record of their time.</summary>
    /// <typeparam name="TIn">What the pipeline takes.</typeparam>
    /// <typeparam name="TOut">What the last step so far gives.</typeparam>
    /// <param name="builder">The pipeline; those inside it say it for themselves.</param>
    /// <param name="options">From how many steps on; default <c>new FusionOptions()</c>.</param>
    /// <returns>A builder with it.</returns>
    /// <exception cref="InvalidOperationException">The pipeline has it already.</exception>
    public static PipelineBuilder<TIn, TOut> AddFusion<TIn, TOut>(this PipelineBuilder<TIn, TOut> builder, FusionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddStrategy(new FusionStrategy(options ?? new FusionOptions()));
    }
}
