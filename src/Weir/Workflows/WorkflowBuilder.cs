namespace Weir;

/// <summary>Puts a workflow together; <see cref="Workflow.Create"/> starts one.</summary>
public sealed class WorkflowBuilder
{
    private readonly string _name;
    private readonly StepAddress _address;
    private readonly List<StageBuilder> _stages = [];
    private readonly List<StepDraft> _steps = [];
    private readonly Dictionary<string, int> _resources = new(StringComparer.Ordinal);
    private readonly List<(string Step, string Needs)> _dependencies = [];
    private DurabilityOptions? _durability;

    internal WorkflowBuilder(string name)
    {
        _name = name;
        _address = new StepAddress(null, name);
    }

    /// <summary>The identity that the handles of this builder carry.</summary>
    internal object Owner { get; } = new();

    /// <summary>Adds a stage.</summary>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; no other stage may have it.</param>
    /// <param name="maxParallel">How many of its steps may be in flight at once in one run, at least 1; default: as many as the executor allows.</param>
    /// <returns>The builder of the stage, which adds its steps.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxParallel"/> is less than 1.</exception>
    public StageBuilder AddStage(string name, int? maxParallel = null)
    {
        StepName.Require(name, "stage");
        return maxParallel < 1
            ? throw new ArgumentOutOfRangeException(
                nameof(maxParallel), maxParallel, $"maxParallel of the stage '{name}' is {maxParallel}; it must be at least 1.")
            : AddStage(name, new StageOptions { MaxParallel = maxParallel });
    }

    /// <summary>Adds a stage, and says how it runs.</summary>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; no other stage may have it.</param>
    /// <param name="options">How it runs.</param>
    /// <returns>The builder of the stage, which adds its steps.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names.</exception>
    public StageBuilder AddStage(string name, StageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var stage = new StageBuilder(this, _stages.Count, options, new StepAddress(_address, StepName.Require(name, "stage")));
        _stages.Add(stage);
        return stage;
    }

    /// <summary>Says when a step starts, and what its failure means for others.</summary>
    /// <param name="step">The handle that adding the step gave.</param>
    /// <param name="configure">Says it; what was said of the step before is replaced.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">A handle belongs to another workflow.</exception>
    public WorkflowBuilder Configure(StepOutput step, Action<WorkflowStepBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(configure);
        RequireOwn(step, [step]);
        var builder = new WorkflowStepBuilder(step.Name);
        configure(builder);
        var rules = builder.Build();
        RequireOwn(step, rules.Condition?.Reads ?? []);
        _steps[step.Index].Rules = rules;
        return this;
    }

    /// <summary>Names something of which there is only so much for all runs of one executor together: calls to a service, connections, licences.</summary>
    /// <param name="name">The name; <see cref="WorkflowStepBuilder.Uses"/> takes of it.</param>
    /// <param name="limit">How much of it steps may hold at once, at least 1. Workflows that share it may have limits of their own: a step starts only where all that is held stays within that of its workflow.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    public WorkflowBuilder LimitResource(string name, int limit)
    {
        Require.Text(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        _resources[name] = limit;
        return this;
    }

    /// <summary>Makes a step wait for another. Both are named, so either may be added later.</summary>
    /// <param name="step">The name of the step that waits.</param>
    /// <param name="needs">The name of the step that it waits for.</param>
    public void AddDependency(string step, string needs)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(needs);
        _dependencies.Add((step, needs));
    }

    /// <summary>
    /// Makes the runs of the workflow outlive their process: every outcome of a step is in the store of the executor before a step
    /// that needs it starts, and a run that was paused or broken off is resumed without running those steps again.
    /// </summary>
    /// <remarks>A pipeline that stands as a step is as durable as the workflow; what it says itself counts only where it runs by itself.</remarks>
    /// <param name="options">How values are kept.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder Durable(DurabilityOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _durability = options;
        return this;
    }

    /// <summary>Builds the workflow, in time linear in its steps and dependencies.</summary>
    /// <returns>The workflow. The builder may go on; handles that it makes later are unknown to this workflow.</returns>
    /// <exception cref="InvalidOperationException">
    /// There are no stages, a stage has no steps, two stages or two steps have one name, a dependency names a step that does not
    /// exist, dependencies form a circle, the workflow is durable and a type cannot be kept, or the budget of a stage cannot be kept.
    /// </exception>
    public Workflow Build()
    {
        RequireStages();
        var indexes = IndexByName();
        var named = Needs(indexes).ToLookup(static pair => pair.Step, static pair => pair.Need);
        var nodes = _steps.Select((step, i) => step.ToNode(named[i])).ToArray();
        var graph = new WorkflowGraph(nodes, [.. _stages.Select(static stage => stage.Options)]);
        if (CycleFinder.Find(graph) is { } cycle)
        {
            throw new InvalidOperationException(CycleFinder.Describe(graph, cycle, [.. _stages.Select(static stage => stage.Name)]));
        }

        RequireBudgets();
        RequireResources();
        graph.LayOut();
        return new Workflow(_name, Owner, [.. _stages.Select(static stage => stage.ToStage())], graph, indexes, Durability(graph))
        {
            Resources = new Dictionary<string, int>(_resources, StringComparer.Ordinal),
        };
    }

    private Durability? Durability(WorkflowGraph graph) => _durability is { } options
        ? Weir.Durability.Of(_name, options, graph.Nodes.Select(node => (node.Spec, _stages[node.Stage].Address.ToString())))
        : null;

    internal StepOutput<TOut> Add<TOut>(
        StageBuilder stage,
        StepSpec step,
        IReadOnlyList<StepOutput> takes,
        IReadOnlyList<StepOutput> reads,
        IReadOnlyList<StepOutput> needs,
        GatherInput gather)
    {
        var draft = new StepDraft(step, stage, gather, takes, reads, needs);
        var output = new StepOutput<TOut>(Owner, _steps.Count, new StepAddress(stage.Address, step.Name));
        RequireOwn(output, draft.Handles);
        _steps.Add(draft);
        stage.Names.Add(step.Name);
        return output;
    }

    private void RequireOwn(StepOutput step, IEnumerable<StepOutput> handles)
    {
        foreach (var handle in handles)
        {
            ArgumentNullException.ThrowIfNull(handle, "needs");
            if (!ReferenceEquals(handle.Owner, Owner))
            {
                throw new ArgumentException(
                    $"The step '{step.Name}' cannot take the output of '{handle.Path}', which belongs to another workflow than '{_name}'.",
                    nameof(handles));
            }
        }
    }

    private void RequireResources()
    {
        foreach (var step in _steps)
        {
            foreach (var (name, amount) in step.Rules.Resources)
            {
                if (!_resources.TryGetValue(name, out var limit))
                {
                    throw new InvalidOperationException(
                        $"The step '{step.Name}' uses the resource '{name}', of which nobody said how much there is; name it with {nameof(LimitResource)}{NearestName.Hint(name, _resources.Keys)}");
                }

                if (amount > limit)
                {
                    throw new InvalidOperationException($"The step '{step.Name}' uses {amount} of the resource '{name}', of which there are {limit}; it would never start.");
                }
            }
        }
    }

    private void RequireStages()
    {
        if (_stages.Count == 0)
        {
            throw new InvalidOperationException($"The workflow '{_name}' has no stages.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stage in _stages)
        {
            if (!names.Add(stage.Name))
            {
                throw new InvalidOperationException($"The workflow '{_name}' has two stages named '{stage.Name}'.");
            }

            if (stage.Names.Count == 0)
            {
                throw new InvalidOperationException($"The stage '{stage.Name}' of the workflow '{_name}' has no steps.");
            }
        }
    }

    private void RequireBudgets()
    {
        var isKept = _durability is not null || _steps.Exists(static step => step.Spec.MayPause);
        foreach (var stage in _stages)
        {
            if (stage.Budget is { } budget)
            {
                IReadOnlyList<StepSpec> steps = [.. _steps.Where(step => step.Stage == stage).Select(static step => step.Spec)];
                Metering.Require(budget, $"the stage '{stage.Name}'", steps, stage.Address.ToString(), isKept, _name);
            }
        }
    }

    private Dictionary<string, int> IndexByName()
    {
        var indexes = new Dictionary<string, int>(_steps.Count, StringComparer.Ordinal);
        for (var i = 0; i < _steps.Count; i++)
        {
            if (!indexes.TryAdd(_steps[i].Name, i))
            {
                var (first, second) = (_steps[indexes[_steps[i].Name]], _steps[i]);
                throw new InvalidOperationException(
                    $"The workflow '{_name}' has two steps named '{second.Name}', in the stages '{first.Stage.Name}' and '{second.Stage.Name}'.");
            }
        }

        return indexes;
    }

    /// <summary>The dependencies by name, resolved: pairs of the step and what it needs.</summary>
    private List<(int Step, int Need)> Needs(Dictionary<string, int> indexes)
    {
        var resolved = new List<(int, int)>(_dependencies.Count);
        foreach (var (step, needs) in _dependencies)
        {
            if (!indexes.TryGetValue(step, out var from))
            {
                throw new InvalidOperationException($"There is no step '{step}', which should need '{needs}'{NearestName.Hint(step, indexes.Keys)}");
            }

            if (!indexes.TryGetValue(needs, out var to))
            {
                throw new InvalidOperationException($"The step '{step}' needs '{needs}', which does not exist{NearestName.Hint(needs, indexes.Keys)}");
            }

            resolved.Add((from, to));
        }

        return resolved;
    }
}
