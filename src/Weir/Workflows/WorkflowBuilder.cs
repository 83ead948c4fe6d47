namespace Weir;

/// <summary>Puts a workflow together; <see cref="Workflow.Create"/> starts one.</summary>
public sealed class WorkflowBuilder
{
    private readonly string _name;
    private readonly StepAddress _address;
    private readonly List<StageBuilder> _stages = [];
    private readonly List<WorkflowNode> _nodes = [];
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
        if (maxParallel < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxParallel), maxParallel, $"maxParallel of the stage '{name}' is {maxParallel}; it must be at least 1.");
        }

        var stage = new StageBuilder(this, _stages.Count, maxParallel, new StepAddress(_address, name));
        _stages.Add(stage);
        return stage;
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
        var graph = WorkflowGraph.Create([.. _nodes], Needs(indexes), _stages.Count);
        if (CycleFinder.Find(graph) is { } cycle)
        {
            throw new InvalidOperationException(CycleFinder.Describe(graph, cycle));
        }

        RequireBudgets();
        return new Workflow(_name, Owner, [.. _stages.Select(static stage => stage.ToStage())], graph, indexes, Durability(graph));
    }

    private Durability? Durability(WorkflowGraph graph) => _durability is { } options
        ? Weir.Durability.Of(_name, options, graph.Nodes.Select(node => (node.Spec, _stages[node.Stage].Address.ToString())))
        : null;

    internal StepOutput<TOut> Add<TOut>(StageBuilder stage, StepSpec step, List<StepOutput> needs, GatherInput gather)
    {
        foreach (var need in needs)
        {
            ArgumentNullException.ThrowIfNull(need, nameof(needs));
            if (!ReferenceEquals(need.Owner, Owner))
            {
                throw new ArgumentException(
                    $"The step '{step.Name}' cannot take the output of '{need.Path}', which belongs to another workflow than '{_name}'.",
                    nameof(needs));
            }
        }

        var index = _nodes.Count;
        _nodes.Add(new WorkflowNode(step, stage.Index, [.. needs.Select(static need => need.Index).Distinct()], gather));
        stage.Names.Add(step.Name);
        return new StepOutput<TOut>(Owner, index, new StepAddress(stage.Address, step.Name));
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
        var isKept = _durability is not null || _nodes.Exists(static node => node.Spec.MayPause);
        foreach (var stage in _stages)
        {
            if (stage.Budget is { } budget)
            {
                IReadOnlyList<StepSpec> steps = [.. _nodes.Where(node => node.Stage == stage.Index).Select(static node => node.Spec)];
                Metering.Require(budget, $"the stage '{stage.Name}'", steps, stage.Address.ToString(), isKept, _name);
            }
        }
    }

    private Dictionary<string, int> IndexByName()
    {
        var indexes = new Dictionary<string, int>(_nodes.Count, StringComparer.Ordinal);
        for (var i = 0; i < _nodes.Count; i++)
        {
            if (!indexes.TryAdd(_nodes[i].Name, i))
            {
                var (first, second) = (_nodes[indexes[_nodes[i].Name]].Stage, _nodes[i].Stage);
                throw new InvalidOperationException(
                    $"The workflow '{_name}' has two steps named '{_nodes[i].Name}', "
                    + $"in the stages '{_stages[first].Name}' and '{_stages[second].Name}'.");
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
