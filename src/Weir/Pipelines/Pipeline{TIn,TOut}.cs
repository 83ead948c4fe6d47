namespace Weir;

/// <summary>Steps that run one after the other, each on what the one before gave. Immutable: build it once, share it freely.</summary>
/// <typeparam name="TIn">What the first step takes.</typeparam>
/// <typeparam name="TOut">What the last step gives.</typeparam>
public sealed class Pipeline<TIn, TOut> : IPipeline
{
    private readonly LayerStack _layers;
    private readonly StepPools? _pools;
    private Plan? _metered;
    private Plan? _budgeted;

    internal Pipeline(string name, IReadOnlyList<StepSpec> steps, StatePlan? state, LayerStack layers, DurabilityOptions? durability, Budget? budget)
    {
        _layers = layers;
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

        _pools = layers.NewPools();
        Plan = layers.Around<TIn, TOut>(new Plan(name, steps, state) { Pools = _pools });
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

    IReadOnlyList<StepSpec> IPipeline.Steps => Steps;

    StatePlan? IPipeline.State => Plan.State;

    bool IPipeline.MayPause => MayPause;

    bool IPipeline.HasBudget => HasBudget;

    Plan IPipeline.PlanFor(SlotTable slots) => PlanFor(slots);

    void IPipeline.Meter() => _metered ??= _layers.Around<TIn, TOut>(new Plan(Name, Steps, Plan.State, isMetered: true) { Pools = _pools });

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
    internal Plan PlanFor(SlotTable slots) => !slots.IsMetered ? Plan : Budget is null ? MeteredPlan : _budgeted ??=
        new Plan(MeteredPlan, new BudgetNode<TOut>(Name, MeteredPlan, Budget, slot: 0, scopeSlot: 1), slotCount: 2);

    /// <summary>What the executor that ran it last keeps for it; saves that one a look-up.</summary>
    internal object? LastRunner { get; set; }
}
