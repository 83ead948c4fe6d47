using Weir.Layers.Caching;

namespace Weir;

/// <summary>Adds caches.</summary>
public static class CachingExtensions
{
    private static readonly CachingOptions Off = new() { Enabled = false };

    extension(Layer)
    {
        /// <summary>A cache to add to several steps or pipelines, which share its limits; no step gets the output of another.</summary>
        /// <param name="options">How much is kept, and how long; default <c>new CachingOptions()</c>.</param>
        /// <returns>The layer.</returns>
        public static CachingLayer Caching(CachingOptions? options = null) => new(options ?? new CachingOptions());
    }

    /// <summary>Keeps the outputs of every step of the pipeline, and answers calls with the same input without calling the step.</summary>
    /// <remarks>
    /// Only for pipelines whose steps give the same output for the same input; <see cref="WithoutCaching"/> leaves a step out. Composites, pipelines inside, steps from
    /// the services of a run and nodes that do more than compute are left out.
    /// </remarks>
    /// <typeparam name="TIn">What the pipeline takes.</typeparam>
    /// <typeparam name="TOut">What the last step so far gives.</typeparam>
    /// <param name="builder">The pipeline.</param>
    /// <param name="options">How much is kept of all steps together, and how long; default <c>new CachingOptions()</c>.</param>
    /// <returns>A builder with the layer. Its <c>Build</c> refuses a step whose inputs cannot be told apart, or whose outputs can be changed.</returns>
    public static PipelineBuilder<TIn, TOut> AddCaching<TIn, TOut>(this PipelineBuilder<TIn, TOut> builder, CachingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        options ??= new CachingOptions();
        return options.Enabled ? builder.AddLayer(Layer.Caching(options)) : builder;
    }

    /// <summary>Keeps the outputs of the step in a cache of its own, which goes before one of the pipeline.</summary>
    /// <typeparam name="TIn">What the step takes.</typeparam>
    /// <typeparam name="TOut">What the step gives.</typeparam>
    /// <param name="builder">The step.</param>
    /// <param name="options">How much is kept, and how long; default <c>new CachingOptions()</c>.</param>
    /// <param name="configure">What its key is, what outputs weigh, when it is cached; default: the input, an estimate, and not in loops.</param>
    /// <returns>The builder. The <c>Build</c> of its pipeline refuses inputs that cannot be told apart, and outputs that can be changed.</returns>
    public static StepBuilder<TIn, TOut> AddCaching<TIn, TOut>(
        this StepBuilder<TIn, TOut> builder, CachingOptions? options = null, Action<CachingBuilder<TIn, TOut>>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var rules = new CachingBuilder<TIn, TOut>();
        configure?.Invoke(rules);
        return builder.AddLayer(new CachingLayer(options ?? new CachingOptions(), rules));
    }

    /// <summary>Leaves the step out of the cache of its pipeline.</summary>
    /// <typeparam name="TIn">What the step takes.</typeparam>
    /// <typeparam name="TOut">What the step gives.</typeparam>
    /// <param name="builder">The step.</param>
    /// <returns>The builder.</returns>
    public static StepBuilder<TIn, TOut> WithoutCaching<TIn, TOut>(this StepBuilder<TIn, TOut> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddLayer(new CachingLayer(Off));
    }
}
