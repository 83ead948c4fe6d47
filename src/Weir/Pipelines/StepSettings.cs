using System.Globalization;

namespace Weir;

/// <summary>How one step is run, as <see cref="StepBuilder{TIn, TOut}"/> was told. Immutable.</summary>
internal sealed record StepSettings<TIn, TOut>(string Name, Step<TIn, TOut> Step)
{
    public RetryOptions Retry { get; init; } = RetryOptions.Once;

    public TimeSpan? Timeout { get; init; }

    public TimeSpan? AttemptTimeout { get; init; }

    public TimeSpan AbandonAfter { get; init; }

    public IReadOnlyList<StepPart<TIn>> Inputs { get; init; } = [];

    public IReadOnlyList<StepPart<Review<TIn, TOut>>> Outputs { get; init; } = [];

    public StepSettings<TIn, TOut>? FallBack { get; init; }

    public StepPlace Place { get; init; }

    /// <summary>The most that one attempt uses, as it was said here; null: it was not.</summary>
    public Usage? Estimate { get; init; }

    /// <summary>What may run instead where a budget degrades, the first that fits.</summary>
    public IReadOnlyList<(string Name, Step<TIn, TOut> Step, Usage Estimate)> Cheaper { get; init; } = [];

    /// <summary>Reads from an output what was used; null: the step reports it.</summary>
    public Func<TOut, Usage>? Reader { get; init; }

    /// <summary>Layers of the step, behind those of the pipeline once it is built.</summary>
    public LayerStack Layers { get; init; } = LayerStack.Empty;

    /// <summary>The step that this stands in for; null: it stands for itself.</summary>
    public string? StandsInFor { get; init; }

    /// <summary>What was said for the step about optimizations; null: nothing.</summary>
    public IOptimizations? Optimizations { get; init; }

    // What it was before the layers of an optimizer were put around it; null: none were.
    private StepSettings<TIn, TOut>? Original { get; init; }

    /// <summary>What the step and its fall-backs take from the services of a run.</summary>
    public IEnumerable<Type> Services => (Step.Service is { } own ? [own] : Array.Empty<Type>()).Concat(FallBack?.Services ?? []);

    /// <summary>The names of those calls of which nobody said how much they use.</summary>
    public IEnumerable<string> Unestimated
    {
        get
        {
            if (!Step.IsPipeline && KnownEstimate is null)
            {
                yield return Name;
            }

            foreach (var name in FallBack?.Unestimated ?? [])
            {
                yield return name;
            }
        }
    }

    // A function that takes no context reports nothing, so it is known to use nothing unless somebody reads it from its output.
    private Usage? KnownEstimate => Estimate ?? (Reader is not null && Step is FunctionStep<TIn, TOut> ? null : Step.Estimate);

    // It cannot wait, and sees nothing of its run.
    private bool OnlyComputes => Step.AsMade is FunctionStep<TIn, TOut>;

    private bool IsGuarded =>
        Retry.MaxAttempts > 1 || Timeout is not null || AttemptTimeout is not null || Inputs.Count > 0 || Outputs.Count > 0 || FallBack is not null;

    /// <summary>The same with the layers of its pipeline around its own.</summary>
    public StepSettings<TIn, TOut> Under(LayerStack outer)
    {
        var fallBack = FallBack?.Under(outer.Only(LayerScope.Attempt));
        var layers = outer.With(Layers.Layers);
        return layers.Layers.Count == 0 && ReferenceEquals(fallBack, FallBack) ? this : this with { Layers = layers, FallBack = fallBack };
    }

    public Node ToNode(string name, SlotTable slots)
    {
        if (slots.Choices is Optimizer optimizer && Original is null && !Step.IsPipeline)
        {
            var own = Layers with { Pipeline = Layers.Pipeline ?? slots.Plan };
            return (this with
            {
                Layers = Outside(OnlyComputes),
                FallBack = FallBack?.Spare(computes => Outside(computes) is var all ? (all with { Layers = [.. all.Layers.Except(own.Layers)] }).Only(LayerScope.Attempt) : own),
                Original = this,
            }).ToLayeredNode(name, slots);

            LayerStack Outside(bool computes) => own.Inside(optimizer.LayersFor(Optimizations, computes), []);
        }

        return ToLayeredNode(name, slots);
    }

    /// <summary>The same as what stands in for a step, with the layers that such a step gets.</summary>
    /// <param name="outside">These layers, for a step that only computes and for others.</param>
    private StepSettings<TIn, TOut> Spare(Func<bool, LayerStack> outside) =>
        this with { Layers = outside(OnlyComputes).With(Layers.Layers), FallBack = FallBack?.Spare(outside) };

    private Node ToLayeredNode(string name, SlotTable slots)
    {
        if (Layers.Has(LayerScope.Step))
        {
            var bare = new LeafSpec<TIn, TOut>(name, this with { Layers = Layers.Only(LayerScope.Attempt) });
            return new LayeredSpec<TIn, TOut>(bare, Layers, LayerTargetKind.Step, definition: Original ?? this).ToNode(slots);
        }

        if (IsGuarded)
        {
            return new GuardNode<TIn, TOut>(name, ToTarget(slots), slots.Own());
        }

        var called = ToCalled(slots);
        var pending = slots.OfPending<TOut>();
        return called is LayeredStep<TIn, TOut> layered ? layered.Call.ToLeaf(name, pending) : LeafNode<TIn, TOut>.Of(name, called, pending);
    }

    /// <summary>What an attempt calls.</summary>
    private Step<TIn, TOut> ToCalled(SlotTable slots)
    {
        var step = ToMetered(slots);
        if (!Layers.Has(LayerScope.Attempt))
        {
            return step;
        }

        var innermost = UserCall<TIn, TOut>.Of(step);
        var kind = StandsInFor is not null ? LayerTargetKind.FallBack : Step.IsPipeline ? LayerTargetKind.Composite : LayerTargetKind.Step;
        var chain = Layers.Wrap(LayerScope.Attempt, innermost, kind, Name, StandsInFor);
        return ReferenceEquals(chain, innermost) ? step : new LayeredStep<TIn, TOut>(step, chain);
    }

    private Step<TIn, TOut> ToMetered(SlotTable slots)
    {
        if (Step is PipelineStep<TIn, TOut> pipeline)
        {
            // No leaf: what is inside reserves.
            return ToBare(pipeline.For(slots));
        }

        return slots.IsMetered
            ? new MeteredStep<TIn, TOut>(
                new MeteredOption<TIn, TOut>(Name, ToBare(Step), KnownEstimate is { } estimate ? BudgetAmount.Of(estimate) : null),
                [.. Cheaper.Select(other => new MeteredOption<TIn, TOut>(other.Name, ToBare(other.Step), BudgetAmount.Of(other.Estimate)))])
            : ToBare(Step);
    }

    private Step<TIn, TOut> ToBare(Step<TIn, TOut> step)
    {
        var placed = Place switch
        {
            StepPlace.Pool => new PoolStep<TIn, TOut>(step),
            StepPlace.Thread => new ThreadStep<TIn, TOut>(step),
            _ => step,
        };
        return Reader is null ? placed : new UsageStep<TIn, TOut>(placed, Reader);
    }

    public StepDescriptor Describe(string name, StepAddress parent) => new(new StepAddress(parent, name), StepKind.Step, typeof(TIn), typeof(TOut))
    {
        Options = [.. Options()],
        Knobs = [.. Knobs()],
    };

    private IEnumerable<KeyValuePair<string, string>> Options()
    {
        if (Retry.MaxAttempts > 1)
        {
            yield return new("attempts", string.Create(CultureInfo.InvariantCulture, $"{Retry.MaxAttempts}{Wait()}"));
        }

        if (Timeout is { } timeout)
        {
            yield return new("time-out", Milliseconds(timeout));
        }

        if (AttemptTimeout is { } attempt)
        {
            yield return new("time-out of an attempt", Milliseconds(attempt));
        }

        foreach (var part in Inputs.Select(static part => part.Label).Concat(Outputs.Select(static part => part.Label)))
        {
            yield return new(part, "");
        }

        if (FallBack is { } fallBack)
        {
            yield return new("fall-back", fallBack.Name);
        }

        if (Place != StepPlace.Inline)
        {
            yield return new(Place == StepPlace.Pool ? "on the pool" : "on a thread of its own", "");
        }

        if (Estimate is { } estimate)
        {
            yield return new("estimate", Used(estimate));
        }

        foreach (var (name, _, other) in Cheaper)
        {
            yield return new($"cheaper '{name}'", Used(other));
        }

        foreach (var layer in Layers.Describe(LayerScope.Step).Concat(Layers.Describe(LayerScope.Attempt)))
        {
            yield return layer;
        }
    }

    private string Wait()
    {
        if (Retry.Delay == TimeSpan.Zero)
        {
            return "";
        }

        var wait = Retry.Backoff == BackoffKind.Constant
            ? $"constant wait of {Milliseconds(Retry.Delay)}"
            : $"{Retry.Backoff.ToString().ToLowerInvariant()} wait from {Milliseconds(Retry.Delay)} to {Milliseconds(Retry.MaxDelay)}";
        return Retry.Jitter == 0 ? $", {wait}" : string.Create(CultureInfo.InvariantCulture, $", {wait}, jitter {Retry.Jitter}");
    }

    private IEnumerable<Knob> Knobs()
    {
        if (Retry.MaxAttempts > 1)
        {
            yield return new Knob("maxAttempts", Retry.MaxAttempts, 1, 1_000);
            yield return new Knob("retryDelayMs", Retry.Delay.TotalMilliseconds, 0, Retry.MaxDelay.TotalMilliseconds);
        }
    }

    private static string Used(Usage usage) => string.Create(CultureInfo.InvariantCulture, $"{usage.Cost:0.#########}, {usage.Tokens} tokens");

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.###} ms");

    private GuardTarget<TIn, TOut> ToTarget(SlotTable slots) => new(
        Name,
        ToCalled(slots),
        Retry,
        Timeout,
        AttemptTimeout,
        AbandonAfter,
        Inputs.Count == 0 ? null : new StepParts<TIn>(Inputs),
        Outputs.Count == 0 ? null : new StepParts<Review<TIn, TOut>>(Outputs),
        FallBack?.ToTarget(slots));
}
