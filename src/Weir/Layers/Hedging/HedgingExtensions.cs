using Weir.Layers.Hedging;

namespace Weir;

/// <summary>Adds hedging.</summary>
public static class HedgingExtensions
{
    /// <summary>Calls every step that takes long once more, and takes the first value; only for steps that may safely run twice.</summary>
    /// <typeparam name="TIn">What the pipeline takes.</typeparam>
    /// <typeparam name="TOut">What the last step so far gives.</typeparam>
    /// <param name="builder">The pipeline.</param>
    /// <param name="options">How long it waits, and how many calls there may be; default <c>new HedgingOptions()</c>.</param>
    /// <returns>A builder with the layer.</returns>
    public static PipelineBuilder<TIn, TOut> AddHedging<TIn, TOut>(this PipelineBuilder<TIn, TOut> builder, HedgingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        options ??= new HedgingOptions();
        return options.Enabled ? builder.AddLayer(new HedgingLayer(options)) : builder;
    }

    /// <summary>Calls the step once more if it takes long, and takes the first value; only for a step that may safely run twice.</summary>
    /// <typeparam name="TIn">What the step takes.</typeparam>
    /// <typeparam name="TOut">What the step gives.</typeparam>
    /// <param name="builder">The step.</param>
    /// <param name="options">How long it waits, and how many calls there may be; default <c>new HedgingOptions()</c>.</param>
    /// <returns>The builder.</returns>
    public static StepBuilder<TIn, TOut> AddHedging<TIn, TOut>(this StepBuilder<TIn, TOut> builder, HedgingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        options ??= new HedgingOptions();
        return options.Enabled ? builder.AddLayer(new HedgingLayer(options)) : builder;
    }
}
