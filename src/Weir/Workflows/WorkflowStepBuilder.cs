namespace Weir;

/// <summary>Says when a step of a workflow starts, and what its failure means for others; <see cref="WorkflowBuilder.Configure"/> gives one.</summary>
public sealed class WorkflowStepBuilder
{
    private readonly string _name;
    private readonly Dictionary<string, int> _resources = new(StringComparer.Ordinal);
    private StepFailureAction _onFailure;
    private StepCondition? _condition;
    private TimeSpan? _expected;

    internal WorkflowStepBuilder(string name) => _name = name;

    /// <summary>Runs the step only if a condition holds when all that it needs has ended; else it is skipped, and so are its dependents, unless it is to <see cref="StepFailureAction.Continue"/>.</summary>
    /// <param name="reads">The steps that the condition looks at; the step needs them then.</param>
    /// <param name="condition">The condition; what it throws fails the step. Called once, or again when the run is resumed.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">It was said before.</exception>
    public WorkflowStepBuilder When(IReadOnlyList<StepOutput> reads, Func<StepReads, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        if (_condition is not null)
        {
            throw new InvalidOperationException($"The step '{_name}' has a condition already; put both into one.");
        }

        _condition = new StepCondition(Require.CopyAll(reads), condition);
        return this;
    }

    /// <summary>Says what happens to others if the step fails or is skipped; default <see cref="StepFailureAction.SkipDependents"/>.</summary>
    /// <param name="action">What happens.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="action"/> is none of the three.</exception>
    public WorkflowStepBuilder OnFailure(StepFailureAction action)
    {
        _onFailure = Enum.IsDefined(action)
            ? action
            : throw new ArgumentOutOfRangeException(nameof(action), action, $"The failure action of the step '{_name}' is {action}; it must be one of {string.Join(", ", Enum.GetNames<StepFailureAction>())}.");
        return this;
    }

    /// <summary>Takes an amount of a resource while the step is in flight; it starts only when so much is free. Between two attempts it holds nothing.</summary>
    /// <param name="resource">The name that <see cref="WorkflowBuilder.LimitResource"/> gave it.</param>
    /// <param name="amount">How much, at least 1 and at most the limit; default 1.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="resource"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is less than 1.</exception>
    public WorkflowStepBuilder Uses(string resource, int amount = 1)
    {
        Require.Text(resource);
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        _resources[resource] = amount;
        return this;
    }

    /// <summary>Says how long the step is expected to take, so that those start first that have the longest way to the end before them; default: as long as any other.</summary>
    /// <param name="duration">Zero or more.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is less than zero.</exception>
    public WorkflowStepBuilder Expect(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        _expected = duration;
        return this;
    }

    internal StepRules Build() => new(_condition, _onFailure, [.. _resources.Select(static pair => (pair.Key, pair.Value)).OrderBy(static pair => pair.Key, StringComparer.Ordinal)], _expected);
}
