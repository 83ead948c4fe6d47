namespace Weir;

/// <summary>The layers of a pipeline, and below them those of a step: ordered, checked, and put around something.</summary>
/// <param name="Pipeline">The name of the pipeline; null where a step stands in none.</param>
/// <param name="Layers">In the order of adding, those of the pipeline first.</param>
internal sealed record LayerStack(string? Pipeline, IReadOnlyList<Layer> Layers)
{
    public static LayerStack Empty { get; } = new(null, []);

    /// <summary>What stands around nothing, but decides how the plan does something.</summary>
    public IReadOnlyList<PipelineStrategy> Strategies { get; init; } = [];

    /// <summary>The same inside of layers and strategies of somebody else, of which those of a kind that is here already are left out.</summary>
    public LayerStack Inside(IReadOnlyList<Layer> layers, IReadOnlyList<PipelineStrategy> strategies) => this with
    {
        Layers = [.. layers.Where(layer => Layers.All(own => own.GetType() != layer.GetType())), .. Layers],
        Strategies = [.. strategies.Where(strategy => Strategies.All(own => own.Name != strategy.Name)), .. Strategies],
    };

    public bool Has(LayerScope scope) => Layers.Any(layer => layer.Scope == scope);

    /// <summary>The layers of one scope alone.</summary>
    public LayerStack Only(LayerScope scope) => this with { Layers = [.. Layers.Where(layer => layer.Scope == scope)] };

    /// <summary>The same with the layers of a step inside.</summary>
    public LayerStack With(IReadOnlyList<Layer> inner) => inner.Count == 0 ? this : this with { Layers = [.. Layers, .. inner] };

    /// <summary>The same with a strategy.</summary>
    /// <exception cref="InvalidOperationException">There is one of its kind.</exception>
    public LayerStack With(PipelineStrategy strategy) => Strategies.Any(one => one.Name == strategy.Name)
        ? throw new InvalidOperationException($"The pipeline '{Pipeline}' has {strategy.Name} twice; add it once, with the options that are meant.")
        : this with { Strategies = [.. Strategies, strategy] };

    /// <summary>How the plan of the pipeline forks its state; null: it has none.</summary>
    public StatePlan? Adapt(StatePlan? state) =>
        state is null ? null : Strategies.Where(static one => one.IsEnabled).Aggregate(state, static (plan, one) => one.Adapt(plan));

    /// <summary>How many neighbours that only compute share a record of their time; null: nobody said it.</summary>
    public int? FusedFrom => Strategies.Where(static one => one.IsEnabled).Select(static one => one.FusedFrom).FirstOrDefault(static one => one is not null);

    /// <summary>What counts the calls of the fan-outs of the pipeline; null: nothing does.</summary>
    public CallLimit? Limit => Strategies.Where(static one => one.IsEnabled).Select(static one => one.Limit).FirstOrDefault(static one => one is not null);

    /// <summary>Where the steps of a new pipeline get buffers and objects from; null: nobody said it.</summary>
    public StepPools? NewPools() => Strategies.Where(static one => one.IsEnabled).Select(static one => one.NewPools()).FirstOrDefault(static one => one is not null);

    /// <summary>Puts the layers of one scope around a call.</summary>
    /// <exception cref="InvalidOperationException">A layer refuses.</exception>
    public StepCall<TIn, TOut> Wrap<TIn, TOut>(LayerScope scope, StepCall<TIn, TOut> innermost, LayerTargetKind kind, string name, string? step = null, object? definition = null)
    {
        Layer[] layers = [.. Only(scope).Layers];
        var target = new LayerTarget(kind, PathOf(kind, step ?? name), name) { Layers = layers, Definition = definition };
        Check(target, layers);
        return layers.Reverse().Aggregate(
            innermost,
            (next, layer) => layer.Wrap(next, target)
                ?? throw new InvalidOperationException($"The layer '{layer.Name}' gave nothing to call around {target}; to stay away it gives what it got."));
    }

    /// <summary>The plan with those layers around it that are for a run; the plan itself if there are none.</summary>
    public Plan Around<TIn, TOut>(Plan plan)
    {
        if (!Has(LayerScope.Run))
        {
            return plan;
        }

        var innermost = new PlanCall<TIn, TOut>(plan, slot: 0);
        var chain = Wrap(LayerScope.Run, innermost, LayerTargetKind.Pipeline, plan.Name);
        return ReferenceEquals(chain, innermost) ? plan : new Plan(plan, new LayeredNode<TIn, TOut>(plan.Name, chain, slot: 0, isComposite: true), slotCount: 1);
    }

    /// <summary>The layers of one scope as options of what they stand around.</summary>
    public IEnumerable<KeyValuePair<string, string>> Describe(LayerScope scope) =>
        Only(scope).Layers.Select(layer => new KeyValuePair<string, string>(
            $"layer '{layer.Name}'", $"around the {scope.ToString().ToLowerInvariant()}{OptionsOf(layer)}"));

    private static string OptionsOf(Layer layer) =>
        layer.Options is { Count: > 0 } options ? $" ({string.Join(", ", options.Select(static option => $"{option.Key}: {option.Value}"))})" : "";

    private static void Check(LayerTarget target, Layer[] layers)
    {
        foreach (var (index, layer) in layers.Index())
        {
            if (layers.AsSpan(0, index).Contains(layer))
            {
                throw new InvalidOperationException($"The layer '{layer.Name}' stands twice around {target}; add it once.");
            }

            if (layer.Refuse(target, layers) is { } reason)
            {
                throw new InvalidOperationException(reason);
            }
        }
    }

    private string PathOf(LayerTargetKind kind, string name) => kind == LayerTargetKind.Pipeline || Pipeline is null ? name : $"{Pipeline}/{name}";
}
