namespace Weir;

/// <summary>Steps that run one after the other, each on what the one before gave. Immutable: build it once, share it freely.</summary>
/// <typeparam name="TIn">What the first step takes.</typeparam>
/// <typeparam name="TOut">What the last step gives.</typeparam>
public sealed class Pipeline<TIn, TOut> : IPipeline
{
    private readonly LayerStack _layers;
    private readonly StatePlan? _state;
    private readonly StepPools? _pools;
    private Plan? _metered;
    private Plan? _budgeted;

    internal Pipeline(string name, IReadOnlyList<StepSpec> steps, PipelineSettings settings)
    {
        var (state, durability, budget) = (settings.State, settings.Durability, settings.Budget);
        _layers = settings.Layers;
        _state = state;
        Optimizations = settings.Optimizations;
        HasOptimizations = Optimizations is not null || steps.Any(static step => step.HasOptimizations);
        Name = name;
        Steps = steps;
        foreach (var step in steps)
        {
            step.Check(name, state);
        }

        Durability = durability is null ? null : Durability.Of<TIn>(name, durability, steps, state);
        MayPause = steps.Any(static step => step.MayPause);
        Budget = budget;
        HasBudget = budget is not null || steps.Any(static step => step.Pipelines.Any(static pipeline => pipeline.HasBudget));
        if (budget is not null)
        {
            Metering.Require(budget, $"the pipeline '{name}'", steps, name, IsJournaled);
            MayPause |= budget.OnBreach == BudgetBreach.Pause;
        }

        _pools = _layers.NewPools();
        Plan = PlanUnder(_layers, isMetered: false, null);
    }

    /// <summary>The name, which is the first part of the paths of its steps.</summary>
    public string Name { get; }

    /// <summary>The names of its steps in the order in which they run; a composite is one step.</summary>
    public IReadOnlyList<string> StepNames => field ??= [.. Steps.Select(static step => step.Name)];

    internal IReadOnlyList<StepSpec> Steps { get; }

    /// <summary>How its runs are kept for good; null: they are not.</summary>
    internal Durability? Durability { get; }

    internal bool MayPause { get; }

    /// <summary>The budget of each of its runs; null: it has none of its own.</summary>
    internal Budget? Budget { get; }

    /// <summary>Whether it, or a pipeline inside it, has a budget.</summary>
    internal bool HasBudget { get; }

    /// <summary>Whether its runs are written to the store of the executor.</summary>
    internal bool IsJournaled => Durability is not null || MayPause;

    internal string DefinitionHash => field ??= Describe().DefinitionHash;

    /// <summary>What of its behaviours stands around nothing.</summary>
    internal IReadOnlyList<PipelineStrategy> Strategies => _layers.Strategies;

    /// <summary>What was said for it about optimizations; null: nothing.</summary>
    internal IOptimizations? Optimizations { get; }

    /// <summary>Whether something was said about optimizations, for it, a step in it, or a pipeline inside it.</summary>
    internal bool HasOptimizations { get; }

    IReadOnlyList<StepSpec> IPipeline.Steps => Steps;

    IOptimizations? IPipeline.Optimizations => Optimizations;

    bool IPipeline.HasOptimizations => HasOptimizations;

    IEnumerable<IPipeline> IPipeline.Inner => Steps.SelectMany(static step => step.Pipelines);

    StatePlan? IPipeline.State => Plan.State;

    bool IPipeline.MayPause => MayPause;

    bool IPipeline.HasBudget => HasBudget;

    Plan IPipeline.PlanFor(SlotTable slots) => PlanFor(slots);

    Plan IPipeline.MakePlan(bool isMetered, Optimizer optimizer) => PlanUnder(_layers.Inside(optimizer.Layers, optimizer.Strategies), isMetered, optimizer);

    void IPipeline.Forget(object runner)
    {
        if (ReferenceEquals(LastRunner, runner))
        {
            LastRunner = null;
        }
    }

    void IPipeline.Meter() => _metered ??= PlanUnder(_layers, isMetered: true, null);

    /// <summary>What it is made of: to draw it, to compare it, to tune it.</summary>
    /// <returns>The description; its text is the pipeline as a tree.</returns>
    public PipelineDescriptor Describe() => new(
        Name,
        TypeName.Of(typeof(TIn)),
        TypeName.Of(typeof(TOut)),
        Plan.State is { } state ? TypeName.Of(state.Type) : null,
        Plan.State?.Description,
        [.. Steps.Select(step => step.Describe(new StepAddress(null, Name)))]);

    /// <summary>Name and types in one line; <see cref="Describe"/> has the rest.</summary>
    /// <returns>Such as <c>order: int → string</c>.</returns>
    public override string ToString() => $"{Name}: {TypeName.Of(typeof(TIn))} → {TypeName.Of(typeof(TOut))}";

    internal Plan Plan { get; }

    /// <summary>The plan whose leaves count for budgets. Made when it is wanted first, so that it costs nothing where nothing is limited.</summary>
    internal Plan MeteredPlan
    {
        get
        {
            if (_metered is null)
            {
                Metering.Prepare(this);
            }

            return _metered!;
        }
    }

    /// <summary>Its plan where it stands in another: that counts for budgets if the other does, and for its own if it has one.</summary>
    internal Plan PlanFor(SlotTable slots)
    {
        if (slots.Choices is Optimizer optimizer)
        {
            var plan = optimizer.PlanOf(this, slots.IsMetered);
            return slots.IsMetered && Budget is not null ? WithBudget(plan, Budget) : plan;
        }

        return !slots.IsMetered ? Plan : Budget is null ? MeteredPlan : _budgeted ??= WithBudget(MeteredPlan, Budget);
    }

    /// <summary>What the executor that ran it last keeps for it; saves that one a look-up.</summary>
    internal object? LastRunner { get; set; }

    private Plan WithBudget(Plan plan, Budget budget) => new(plan, new BudgetNode<TOut>(Name, plan, budget, slot: 0, scopeSlot: 1), slotCount: 2);

    private Plan PlanUnder(LayerStack layers, bool isMetered, Optimizer? optimizer) => layers.Around<TIn, TOut>(
        new Plan(Name, Steps, layers.Adapt(_state), isSingleStep: false, isMetered, optimizer, fusedFrom: layers.FusedFrom, limit: layers.Limit) { Pools = _pools ?? optimizer?.Pools });
}
