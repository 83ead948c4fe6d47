namespace Weir;

/// <summary>Says for a pipeline or a step which optimizations it wants; what stands nearest to a step wins.</summary>
public static class OptimizeExtensions
{
    /// <summary>Says it for all steps of a pipeline. They apply where an executor has its optimizations enabled, and go before its own.</summary>
    /// <typeparam name="TIn">What the pipeline takes.</typeparam>
    /// <typeparam name="TOut">What the last step so far gives.</typeparam>
    /// <param name="builder">The pipeline.</param>
    /// <param name="options">The options; what they do not say is as the executor says.</param>
    /// <returns>A builder with the options, in place of earlier ones.</returns>
    /// <exception cref="ArgumentException">Two of the options contradict each other.</exception>
    public static PipelineBuilder<TIn, TOut> Optimize<TIn, TOut>(this PipelineBuilder<TIn, TOut> builder, OptimizationOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return builder.With(options);
    }

    /// <summary>Says it for one step: caching, circuit breaking and hedging. What stands around several steps or whole runs, such as fusion, is decided by their pipeline.</summary>
    /// <typeparam name="TIn">What the step takes.</typeparam>
    /// <typeparam name="TOut">What the step gives.</typeparam>
    /// <param name="builder">The step.</param>
    /// <param name="options">The options; what they do not say is as the pipeline says, then as the executor does.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">Two of the options contradict each other, or one is not about a step.</exception>
    /// <exception cref="InvalidOperationException">It was said before for the step.</exception>
    public static StepBuilder<TIn, TOut> Optimize<TIn, TOut>(this StepBuilder<TIn, TOut> builder, OptimizationOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        options.ValidateForStep(builder.Name);
        return builder.With(options);
    }
}
