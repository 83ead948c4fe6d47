namespace Weir;

/// <summary>
/// Named steps with dependencies, grouped in stages. A step starts the moment its own dependencies are done; stages are for
/// names, limits and reports, and hold nothing up. Immutable: build it once, share it freely.
/// </summary>
public sealed class Workflow
{
    private readonly Dictionary<string, int> _indexes;

    // Those of one run; several at once make their own.
    private RunArrays? _spare;

    internal Workflow(string name, object owner, IReadOnlyList<Stage> stages, WorkflowGraph graph, Dictionary<string, int> indexes, Durability? durability)
    {
        Name = name;
        Owner = owner;
        Stages = stages;
        Graph = graph;
        _indexes = indexes;
        Durability = durability;
        IsJournaled = durability is not null || Array.Exists(graph.Nodes, static node => node.Spec.MayPause);
        HasForEach = Array.Exists(graph.Nodes, static node => node.Spec is IForEachSpec);
        HasOptimizations = Array.Exists(graph.Nodes, static node => node.Spec.HasOptimizations);
        HasForgivingStage = stages.Any(static stage => stage.Options.AllowPartialFailure);
        HasBudget = stages.Any(static stage => stage.Budget is not null)
            || graph.Nodes.Any(static node => node.Spec.Pipelines.Any(static pipeline => pipeline.HasBudget));
    }

    /// <summary>The name, which is the first part of the paths of its steps.</summary>
    public string Name { get; }

    /// <summary>The stages, in the order of declaration.</summary>
    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>
    /// The SHA-256 of its structure in hexadecimal: stages, and of every step name, kind, types and what it needs, in the order of
    /// declaration. Two builds of the same code have the same; limits and how steps are run are no part of it.
    /// </summary>
    public string DefinitionHash => field ??= Hash();

    /// <summary>How its runs are kept for good; null: they are not.</summary>
    internal Durability? Durability { get; }

    /// <summary>Whether its runs are written to the store of the executor: it is durable, or may pause.</summary>
    internal bool IsJournaled { get; }

    /// <summary>What a journal knows it by.</summary>
    internal RunDefinition Definition => field ??= new(Name, DefinitionHash, Durability, IsWorkflow: true, [.. Graph.Nodes.Select(static node => node.Spec)]);

    /// <summary>How much there is of what its steps share with other runs.</summary>
    internal IReadOnlyDictionary<string, int> Resources { get; init; } = new Dictionary<string, int>();

    /// <summary>The identity that the handles of its outputs carry.</summary>
    internal object Owner { get; }

    internal WorkflowGraph Graph { get; }

    /// <summary>The last order that was made from learned durations; null: none was.</summary>
    internal LearnedOrder? LastOrder { get; set; }

    /// <summary>Whether the steps of its last run were so short that one thread was enough for them.</summary>
    internal bool HasShortSteps { get; set; }

    /// <summary>Whether there is a step that runs for each of many items.</summary>
    internal bool HasForEach { get; }

    /// <summary>Whether something was said about optimizations, for a step of it or for what is inside one.</summary>
    internal bool HasOptimizations { get; }

    /// <summary>Whether there is a stage that does not fail with some of its steps.</summary>
    internal bool HasForgivingStage { get; }

    /// <summary>Whether a stage of it, or a pipeline in it, has a budget.</summary>
    internal bool HasBudget { get; }

    /// <summary>Starts a workflow.</summary>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <returns>A builder without stages.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names.</exception>
    public static WorkflowBuilder Create(string name) => new(StepName.Require(name, "workflow"));

    /// <summary>What a step waits for: the steps whose values it reads first, then those it was told to wait for.</summary>
    /// <param name="step">The name of a step.</param>
    /// <returns>The names of the steps that it needs, each once.</returns>
    /// <exception cref="ArgumentException">The workflow has no such step.</exception>
    public IReadOnlyList<string> NeedsOf(string step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return _indexes.TryGetValue(step, out var index)
            ? [.. Graph.Nodes[index].Needs.Select(need => Graph.Nodes[need].Name)]
            : throw new ArgumentException($"The workflow '{Name}' has no step '{step}'.", nameof(step));
    }

    /// <summary>Arrays for a run, which has them to itself.</summary>
    internal RunArrays RentArrays() => Interlocked.Exchange(ref _spare, null) ?? new RunArrays(Graph.Nodes.Length);

    /// <summary>Takes the arrays of a run back that nobody looks at any more.</summary>
    internal void ReturnArrays(RunArrays arrays)
    {
        if (Volatile.Read(ref _spare) is null)
        {
            arrays.Clear();
            Volatile.Write(ref _spare, arrays);
        }
    }

    private string Hash()
    {
        var hash = new StructureHash();
        hash.Add("workflow", Name, Stages.Count);
        foreach (var stage in Stages)
        {
            hash.Add(stage.Name);
        }

        foreach (var node in Graph.Nodes)
        {
            hash.Add(node.Stage, node.Needs.Length);
            foreach (var need in node.Needs)
            {
                hash.Add(Graph.Nodes[need].Name);
            }

            hash.AddSteps([node.Spec.Describe(Stages[node.Stage].Address)]);
        }

        return hash.ToString();
    }
}
