namespace Weir;

/// <summary>Says how one step of a pipeline is run: attempts, time-outs, checks, fall-back, place.</summary>
/// <remarks>
/// Around every attempt, from the outside in: the time-out, input processors, the step, output processors, validators, plugins. What any
/// of them refuses or throws is a failed attempt.
/// </remarks>
/// <typeparam name="TIn">What the step takes.</typeparam>
/// <typeparam name="TOut">What the step gives.</typeparam>
public sealed partial class StepBuilder<TIn, TOut>
{
    private readonly List<StepPart<TIn>> _inputs = [];
    private readonly List<StepPart<Review<TIn, TOut>>> _processors = [];
    private readonly List<StepPart<Review<TIn, TOut>>> _validators = [];
    private readonly List<StepPlugin<TIn, TOut>> _plugins = [];
    private readonly List<Layer> _layers = [];
    private readonly HashSet<string> _labels = new(StringComparer.Ordinal);
    private RetryOptions? _retry;
    private TimeSpan? _timeout;
    private TimeSpan? _attemptTimeout;
    private TimeSpan _abandonAfter = TimeSpan.FromSeconds(1);
    private (Step<TIn, TOut> Step, StepBuilder<TIn, TOut> How)? _fallBack;
    private StepPlace _place;
    private IOptimizations? _optimizations;

    internal StepBuilder(string name) => Name = name;

    /// <summary>The name of the step.</summary>
    internal string Name { get; }

    /// <summary>Tries the step again at once, up to a number of attempts.</summary>
    /// <param name="maxAttempts">How many attempts there are in all, the first included; 1 to 1,000.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxAttempts"/> is outside its range.</exception>
    /// <exception cref="InvalidOperationException">It was said before.</exception>
    public StepBuilder<TIn, TOut> Retry(int maxAttempts) => maxAttempts is >= 1 and <= 1_000
        ? Retry(new RetryOptions { MaxAttempts = maxAttempts })
        : throw new ArgumentOutOfRangeException(
            nameof(maxAttempts), maxAttempts, $"The attempts of the step '{Name}' are {maxAttempts}; they must be between 1 and 1,000.");

    /// <summary>Tries the step again.</summary>
    /// <param name="options">How often, and with which waits; while it waits the step holds no place of a limit.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The waits are to grow, but from a delay of zero, or the delay is longer than the longest wait.</exception>
    /// <exception cref="InvalidOperationException">It was said before.</exception>
    public StepBuilder<TIn, TOut> Retry(RetryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        RequireOnce(_retry is null, nameof(Retry));
        if (options.Backoff != BackoffKind.Constant && options.Delay == TimeSpan.Zero)
        {
            throw new ArgumentException(
                $"The step '{Name}' has the Backoff {options.Backoff} and a Delay of zero, which would never wait; give it a Delay.", nameof(options));
        }

        _retry = options.Delay <= options.MaxDelay
            ? options
            : throw new ArgumentException(
                $"The Delay of the step '{Name}' is {options.Delay}, but its MaxDelay is {options.MaxDelay}; raise MaxDelay, or wait less.", nameof(options));
        return this;
    }

    /// <summary>Limits the time of all attempts together, waits included.</summary>
    /// <remarks>
    /// The token of the step is cancelled when the time is over. A step that waits without listening to its token is left behind, see
    /// <see cref="AbandonAfter"/>, and so is a check that waits; one that blocks its thread cannot be.
    /// </remarks>
    /// <param name="timeout">More than zero, at most a day.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is outside its range.</exception>
    /// <exception cref="InvalidOperationException">It was said before.</exception>
    public StepBuilder<TIn, TOut> Timeout(TimeSpan timeout)
    {
        RequireOnce(_timeout is null, nameof(Timeout));
        _timeout = RequireTimeout(timeout, nameof(timeout));
        return this;
    }

    /// <summary>Limits the time of each attempt; one that is stopped by it, or left behind, has failed.</summary>
    /// <remarks>The value of a step that comes later counts, as long as the run still waits for it: see <see cref="AbandonAfter"/>.</remarks>
    /// <param name="timeout">More than zero, at most a day.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is outside its range.</exception>
    /// <exception cref="InvalidOperationException">It was said before.</exception>
    public StepBuilder<TIn, TOut> AttemptTimeout(TimeSpan timeout)
    {
        RequireOnce(_attemptTimeout is null, nameof(AttemptTimeout));
        _attemptTimeout = RequireTimeout(timeout, nameof(timeout));
        return this;
    }

    /// <summary>
    /// How long an attempt may go on after its time-out before the run goes on without it; default 1 second. A step that never read its
    /// token cannot know of the time-out, and is left behind at once.
    /// </summary>
    /// <param name="grace">Zero to one day.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="grace"/> is outside its range.</exception>
    public StepBuilder<TIn, TOut> AbandonAfter(TimeSpan grace)
    {
        _abandonAfter = grace >= TimeSpan.Zero && grace <= TimeSpan.FromDays(1)
            ? grace
            : throw new ArgumentOutOfRangeException(
                nameof(grace), grace, $"The grace of the step '{Name}' is {grace}; it must be between zero and one day.");
        return this;
    }

    /// <summary>Changes the input before every attempt; processors run in the order of adding.</summary>
    /// <param name="name">The name in errors.</param>
    /// <param name="process">Gives the value for the step. The caller's value is left as it is unless this changes it.</param>
    /// <returns>This builder.</returns>
    public StepBuilder<TIn, TOut> ProcessInput(string name, Func<TIn, TIn> process)
    {
        ArgumentNullException.ThrowIfNull(process);
        return ProcessInput(name, (value, _) => new ValueTask<TIn>(process(value)));
    }

    /// <summary>Changes the input before every attempt; processors run in the order of adding.</summary>
    /// <param name="name">The name in errors.</param>
    /// <param name="process">Gives the value for the step.</param>
    /// <returns>This builder.</returns>
    public StepBuilder<TIn, TOut> ProcessInput(string name, Func<TIn, StepContext, ValueTask<TIn>> process)
    {
        ArgumentNullException.ThrowIfNull(process);
        return Add(_inputs, new InputProcessor<TIn>(RequireName(name, "input processor"), process));
    }

    /// <summary>Changes the output of every attempt; processors run in the order of adding.</summary>
    /// <param name="name">The name in errors.</param>
    /// <param name="process">Gives the value that goes on.</param>
    /// <returns>This builder.</returns>
    public StepBuilder<TIn, TOut> ProcessOutput(string name, Func<TOut, TOut> process)
    {
        ArgumentNullException.ThrowIfNull(process);
        return ProcessOutput(name, (value, _) => new ValueTask<TOut>(process(value)));
    }

    /// <summary>Changes the output of every attempt; processors run in the order of adding.</summary>
    /// <param name="name">The name in errors.</param>
    /// <param name="process">Gives the value that goes on.</param>
    /// <returns>This builder.</returns>
    public StepBuilder<TIn, TOut> ProcessOutput(string name, Func<TOut, StepContext, ValueTask<TOut>> process)
    {
        ArgumentNullException.ThrowIfNull(process);
        return Add(_processors, new OutputProcessor<TIn, TOut>(RequireName(name, "output processor"), process));
    }

    /// <summary>Checks the output of every attempt. All validators are asked; the feedback of all that refuse goes to the next attempt.</summary>
    /// <param name="name">The name in feedback and errors.</param>
    /// <param name="validate">Says what is wrong; null: nothing.</param>
    /// <returns>This builder.</returns>
    public StepBuilder<TIn, TOut> Validate(string name, Func<TOut, string?> validate)
    {
        ArgumentNullException.ThrowIfNull(validate);
        return Add(_validators, new Validator<TIn, TOut>(RequireName(name, "validator"), validate));
    }

    /// <summary>Checks the output of every attempt. All validators are asked; the feedback of all that refuse goes to the next attempt.</summary>
    /// <param name="name">The name in feedback and errors.</param>
    /// <param name="validate">Says what is wrong; null: nothing.</param>
    /// <returns>This builder.</returns>
    public StepBuilder<TIn, TOut> Validate(string name, Func<TOut, StepContext, ValueTask<string?>> validate)
    {
        ArgumentNullException.ThrowIfNull(validate);
        return Add(_validators, new WaitingValidator<TIn, TOut>(RequireName(name, "validator"), validate));
    }

    /// <summary>Lets a plugin decide about the output of every attempt, after the validators.</summary>
    /// <param name="plugin">The plugin; those of a step are asked from the highest priority down.</param>
    /// <returns>This builder.</returns>
    public StepBuilder<TIn, TOut> AddPlugin(StepPlugin<TIn, TOut> plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        RequireName(plugin.Name, "plugin");
        RequireUnique(new PluginPart<TIn, TOut>(plugin).Label);
        _plugins.Add(plugin);
        return this;
    }

    /// <summary>Calls another step when all attempts have failed; what both used and how long both took counts.</summary>
    /// <param name="step">The step; it gets the same input.</param>
    /// <param name="configure">How it is run; it may have a fall-back in turn.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">It was said before.</exception>
    public StepBuilder<TIn, TOut> FallBackTo(Step<TIn, TOut> step, Action<StepBuilder<TIn, TOut>>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        RequireOnce(_fallBack is null, nameof(FallBackTo));
        var how = new StepBuilder<TIn, TOut>(StepName.Require(step.Name, "step"));
        configure?.Invoke(how);
        _fallBack = (step, how);
        return this;
    }

    /// <summary>Runs the step on the thread pool instead of on the thread that comes to it; for work that keeps a processor busy.</summary>
    /// <returns>This builder.</returns>
    public StepBuilder<TIn, TOut> RunOnPool()
    {
        _place = StepPlace.Pool;
        return this;
    }

    /// <summary>Runs each attempt of the step on a thread of its own; for work that blocks its thread for long, as calls do that cannot be awaited.</summary>
    /// <returns>This builder.</returns>
    public StepBuilder<TIn, TOut> RunOnThread()
    {
        _place = StepPlace.Thread;
        return this;
    }

    /// <summary>Puts a layer around the step or around its attempts, inside the layers of the pipeline.</summary>
    /// <param name="layer">The layer; within its scope the first added is outermost.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The layer stands around runs.</exception>
    public StepBuilder<TIn, TOut> AddLayer(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.Scope == LayerScope.Run)
        {
            throw new ArgumentException(
                $"The layer '{layer.Name}' stands around runs; add it to the pipeline, not to the step '{Name}'.", nameof(layer));
        }

        _layers.Add(layer);
        return this;
    }

    /// <summary>What was said, as the plan takes it. Fall-backs that lead back to a step are refused.</summary>
    internal StepSettings<TIn, TOut> Build(Step<TIn, TOut> step) => Build(step, [step]);

    private StepSettings<TIn, TOut> Build(Step<TIn, TOut> step, List<Step<TIn, TOut>> chain)
    {
        if (_attemptTimeout > _timeout)
        {
            throw new InvalidOperationException(
                $"The AttemptTimeout of the step '{Name}' is {_attemptTimeout}, but its Timeout for all attempts is {_timeout}, so it would never be reached; make it less.");
        }

        StepSettings<TIn, TOut>? fallBack = null;
        if (_fallBack is { } next)
        {
            if (chain.Contains(next.Step))
            {
                throw new InvalidOperationException(
                    $"The fall-backs of the step '{chain[0].Name}' form a circle: {string.Join(" → ", chain.Append(next.Step).Select(static one => one.Name))}.");
            }

            if (NodeFeatures<TIn, TOut>.Of(next.Step) is { IsAroundStep: true })
            {
                throw new InvalidOperationException(
                    $"The fall-back '{next.Step.Name}' of the step '{chain[0].Name}' is a node whose security, observability or dead letters stand around a step of its own; make it a pipeline step, and choose with Branch.");
            }

            if (next.How._layers.Find(static layer => layer.Scope == LayerScope.Step) is { } layer)
            {
                throw new InvalidOperationException(
                    $"The layer '{layer.Name}' stands around a step, of which the fall-back '{next.Step.Name}' is a part; add it to the step '{Name}'.");
            }

            fallBack = next.How.Build(next.Step, [.. chain, next.Step]) with { StandsInFor = Name };
        }

        RequireLeaf(step);
        var node = NodeFeatures<TIn, TOut>.Of(step);
        Layer[] layers = [.. _layers, .. node?.Layers() ?? []];
        var plugins = _plugins.OrderByDescending(static plugin => plugin.Priority).Select(plugin => new PluginPart<TIn, TOut>(plugin));
        return new StepSettings<TIn, TOut>(Name, step)
        {
            Retry = _retry ?? node?.Retry ?? RetryOptions.Once,
            Timeout = _timeout,
            AttemptTimeout = _attemptTimeout ?? (_timeout <= node?.AttemptTimeout ? null : node?.AttemptTimeout),
            AbandonAfter = _abandonAfter,
            Inputs = [.. _inputs],
            Outputs = [.. _processors, .. _validators, .. plugins],
            FallBack = fallBack,
            Place = _place,
            Estimate = _estimate,
            Cheaper = [.. _cheaper],
            Reader = _reader,
            Layers = layers.Length == 0 ? LayerStack.Empty : new LayerStack(null, layers),
            Optimizations = _optimizations,
        };
    }

    /// <summary>Notes what was said for the step about optimizations.</summary>
    internal StepBuilder<TIn, TOut> With(IOptimizations optimizations)
    {
        RequireOnce(_optimizations is null, "Optimize");
        _optimizations = optimizations;
        return this;
    }

    private StepBuilder<TIn, TOut> Add<T>(List<StepPart<T>> parts, StepPart<T> part)
    {
        RequireUnique(part.Label);
        parts.Add(part);
        return this;
    }

    private void RequireUnique(string label)
    {
        if (!_labels.Add(label))
        {
            throw new ArgumentException($"The step '{Name}' has two parts named {label}.");
        }
    }

    private void RequireOnce(bool isFirst, string method)
    {
        if (!isFirst)
        {
            throw new InvalidOperationException($"The step '{Name}' says {method} twice; say it once.");
        }
    }

    private string RequireName(string name, string kind) =>
        string.IsNullOrWhiteSpace(name) ? throw new ArgumentException($"The {kind} of the step '{Name}' has no name.", nameof(name)) : name;

    private TimeSpan RequireTimeout(TimeSpan value, string name) => value > TimeSpan.Zero && value <= TimeSpan.FromDays(1)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"The time-out of the step '{Name}' is {value}; it must be more than zero and at most one day.");
}
