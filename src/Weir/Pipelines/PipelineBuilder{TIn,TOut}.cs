namespace Weir;

/// <summary>Puts steps together. Immutable: each <c>Then</c> gives a new builder, so a beginning can be shared.</summary>
/// <typeparam name="TIn">What the pipeline takes.</typeparam>
/// <typeparam name="TOut">What the last step so far gives.</typeparam>
public sealed partial class PipelineBuilder<TIn, TOut>
{
    private readonly string _name;
    private readonly PipelineLink? _last;
    private readonly PipelineSettings _settings;

    internal PipelineBuilder(string name, PipelineLink? last = null, PipelineSettings? settings = null)
    {
        _name = name;
        _last = last;
        _settings = settings ?? new PipelineSettings(new LayerStack(name, []));
    }

    /// <summary>Adds a step under its own name.</summary>
    /// <typeparam name="TNext">What the step gives.</typeparam>
    /// <param name="step">The step.</param>
    /// <param name="configure">How the step is run: attempts, time-outs, checks, a fall-back; default: once, and that is all.</param>
    /// <returns>A builder that ends with the step.</returns>
    /// <exception cref="ArgumentException">The name of the step breaks the rule of names.</exception>
    public PipelineBuilder<TIn, TNext> Then<TNext>(Step<TOut, TNext> step, Action<StepBuilder<TOut, TNext>>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Then(step.Name, step, configure);
    }

    /// <summary>Adds a step under a name given here, so that one step can stand in a pipeline twice.</summary>
    /// <typeparam name="TNext">What the step gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="step">The step.</param>
    /// <param name="configure">How the step is run: attempts, time-outs, checks, a fall-back; default: once, and that is all.</param>
    /// <returns>A builder that ends with the step.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names.</exception>
    public PipelineBuilder<TIn, TNext> Then<TNext>(string name, Step<TOut, TNext> step, Action<StepBuilder<TOut, TNext>>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Add<TNext>(new LeafSpec<TOut, TNext>(StepName.Require(name, "step"), step, configure));
    }

    /// <summary>Adds a step that each run takes from its services (<c>RunOptions.Services</c>): see <see cref="Step.FromServices{TStep, TIn, TOut}"/>.</summary>
    /// <typeparam name="TStep">The type that is asked for.</typeparam>
    /// <typeparam name="TNext">What the step gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; default null, the name of the type without its arity.</param>
    /// <param name="configure">How the step is run: attempts, time-outs, checks, a fall-back; default: once, and that is all.</param>
    /// <returns>A builder that ends with the step.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names.</exception>
    public PipelineBuilder<TIn, TNext> Then<TStep, TNext>(string? name = null, Action<StepBuilder<TOut, TNext>>? configure = null)
        where TStep : Step<TOut, TNext> =>
        Then(Step.FromServices<TStep, TOut, TNext>(name), configure);

    /// <summary>Adds a step that awaits <paramref name="body"/>.</summary>
    /// <typeparam name="TNext">What the step gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="body">The work.</param>
    /// <param name="configure">How the step is run: attempts, time-outs, checks, a fall-back; default: once, and that is all.</param>
    /// <returns>A builder that ends with the step.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names.</exception>
    public PipelineBuilder<TIn, TNext> Then<TNext>(
        string name, Func<TOut, StepContext, ValueTask<TNext>> body, Action<StepBuilder<TOut, TNext>>? configure = null) =>
        Then(name, Step.From(name, body), configure);

    /// <summary>Adds a step that calls <paramref name="body"/>, which has nothing to wait for.</summary>
    /// <typeparam name="TNext">What the step gives; no task.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="body">The work.</param>
    /// <param name="configure">How the step is run: attempts, time-outs, checks, a fall-back; default: once, and that is all.</param>
    /// <returns>A builder that ends with the step.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or <paramref name="body"/> returns a task.</exception>
    public PipelineBuilder<TIn, TNext> Then<TNext>(string name, Func<TOut, TNext> body, Action<StepBuilder<TOut, TNext>>? configure = null) =>
        Then(name, Step.From(name, body), configure);

    /// <summary>Adds a whole pipeline as one step; the paths of its steps are <c>outer/inner/step</c>.</summary>
    /// <typeparam name="TNext">What the pipeline gives.</typeparam>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="configure">How the pipeline is run as a whole: attempts, time-outs, checks; default: once, and that is all.</param>
    /// <returns>A builder that ends with the pipeline.</returns>
    public PipelineBuilder<TIn, TNext> Then<TNext>(Pipeline<TOut, TNext> pipeline, Action<StepBuilder<TOut, TNext>>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return Then(pipeline.Name, pipeline, configure);
    }

    /// <summary>Adds a whole pipeline as one step under a name given here.</summary>
    /// <typeparam name="TNext">What the pipeline gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="configure">How the pipeline is run as a whole: attempts, time-outs, checks; default: once, and that is all.</param>
    /// <returns>A builder that ends with the pipeline.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names.</exception>
    public PipelineBuilder<TIn, TNext> Then<TNext>(
        string name, Pipeline<TOut, TNext> pipeline, Action<StepBuilder<TOut, TNext>>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        StepName.Require(name, "step");
        return configure is null
            ? Add<TNext>(new GroupSpec<TOut, TNext>(name, pipeline))
            : Add<TNext>(new LeafSpec<TOut, TNext>(name, new PipelineStep<TOut, TNext>(name, pipeline, pipeline.Plan), configure));
    }

    /// <summary>
    /// Puts a layer around the run, or around every step or attempt of this pipeline, those before it included; steps of pipelines inside
    /// have the layers of their own pipeline.
    /// </summary>
    /// <param name="layer">The layer; within its scope the first added is outermost, and those of a step are inside.</param>
    /// <returns>A builder with the layer.</returns>
    public PipelineBuilder<TIn, TOut> AddLayer(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return With(_settings with { Layers = _settings.Layers.With([layer]) });
    }

    /// <summary>Decides how the plan of the pipeline does something.</summary>
    internal PipelineBuilder<TIn, TOut> AddStrategy(PipelineStrategy strategy) => With(_settings with { Layers = _settings.Layers.With(strategy) });

    /// <summary>
    /// Makes the runs of the pipeline outlive their process: every outcome of a step is in the store of the executor before the next
    /// step starts, and a run that was paused or broken off is resumed without running those steps again.
    /// </summary>
    /// <remarks>A pipeline inside another is as durable as that one; what it says itself counts only where it runs by itself.</remarks>
    /// <param name="options">How values are kept.</param>
    /// <returns>A builder whose pipeline is durable.</returns>
    public PipelineBuilder<TIn, TOut> Durable(DurabilityOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return With(_settings with { Durability = options });
    }

    /// <summary>Limits what each run of the pipeline may use, by itself or inside another, beside the budgets around it.</summary>
    /// <param name="budget">The limits. One that was given before is replaced.</param>
    /// <returns>A builder whose pipeline has the budget.</returns>
    public PipelineBuilder<TIn, TOut> WithBudget(Budget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        return With(_settings with { Budget = budget });
    }

    /// <summary>Builds the pipeline.</summary>
    /// <returns>The pipeline.</returns>
    /// <exception cref="InvalidOperationException">
    /// There is no step, or two steps have one name, or a step does not fit the state, or a layer refuses, or the pipeline is durable and
    /// a type cannot be kept, or its budget requires estimates that a step has not, or is to pause runs that nothing keeps.
    /// </exception>
    public Pipeline<TIn, TOut> Build()
    {
        var steps = PipelineLink.ToArray(_last, _settings.Layers);
        if (steps.Length == 0)
        {
            throw new InvalidOperationException($"The pipeline '{_name}' has no steps.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            if (!names.Add(step.Name))
            {
                throw new InvalidOperationException(
                    $"The pipeline '{_name}' has two steps named '{step.Name}'; add one of them with Then(name, …).");
            }
        }

        return new Pipeline<TIn, TOut>(_name, steps, _settings);
    }

    private PipelineBuilder<TIn, TNext> Add<TNext>(StepSpec step) => new(_name, new PipelineLink<TOut, TNext>(_last, step), _settings);

    /// <summary>The same with what was said for it about optimizations.</summary>
    internal PipelineBuilder<TIn, TOut> With(IOptimizations optimizations) => With(_settings with { Optimizations = optimizations });

    private PipelineBuilder<TIn, TOut> With(PipelineSettings settings) => new(_name, _last, settings);
}
