using Weir.Layers.CircuitBreaking;

namespace Weir;

/// <summary>Adds circuit breakers.</summary>
public static class CircuitBreakingExtensions
{
    extension(Layer)
    {
        /// <summary>A layer of circuit breakers, to add to several steps or pipelines that are to share breakers.</summary>
        /// <param name="options">When a breaker opens; default <c>new CircuitBreakingOptions()</c>. Whether it is enabled is not looked at: whoever makes a layer wants one.</param>
        /// <returns>The layer.</returns>
        public static Layer CircuitBreaking(CircuitBreakingOptions? options = null) => new CircuitBreakingLayer(options ?? new CircuitBreakingOptions());
    }

    /// <summary>Puts a circuit breaker before every attempt of every step: a step that keeps failing is not called for a while.</summary>
    /// <typeparam name="TIn">What the pipeline takes.</typeparam>
    /// <typeparam name="TOut">What the last step so far gives.</typeparam>
    /// <param name="builder">The pipeline.</param>
    /// <param name="options">When a breaker opens; default <c>new CircuitBreakingOptions()</c>.</param>
    /// <returns>A builder with the layer.</returns>
    public static PipelineBuilder<TIn, TOut> AddCircuitBreaking<TIn, TOut>(
        this PipelineBuilder<TIn, TOut> builder, CircuitBreakingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return options is { Enabled: false } ? builder : builder.AddLayer(Layer.CircuitBreaking(options));
    }

    /// <summary>Puts a circuit breaker before every attempt of the step: if it keeps failing it is not called for a while.</summary>
    /// <typeparam name="TIn">What the step takes.</typeparam>
    /// <typeparam name="TOut">What the step gives.</typeparam>
    /// <param name="builder">The step.</param>
    /// <param name="options">When the breaker opens; default <c>new CircuitBreakingOptions()</c>.</param>
    /// <returns>The builder.</returns>
    public static StepBuilder<TIn, TOut> AddCircuitBreaking<TIn, TOut>(this StepBuilder<TIn, TOut> builder, CircuitBreakingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return options is { Enabled: false } ? builder : builder.AddLayer(Layer.CircuitBreaking(options));
    }
}
