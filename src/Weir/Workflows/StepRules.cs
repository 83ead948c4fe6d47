namespace Weir;

/// <summary>When a step of a workflow starts, and what its failure means. Immutable.</summary>
/// <param name="Condition">What must hold; null: nothing.</param>
/// <param name="OnFailure">What its failure means for others.</param>
/// <param name="Resources">What it takes while it is in flight, by name in ordinal order.</param>
/// <param name="Expected">How long it is expected to take; null: nobody said.</param>
internal sealed record StepRules(StepCondition? Condition, StepFailureAction OnFailure, IReadOnlyList<(string Name, int Amount)> Resources, TimeSpan? Expected)
{
    public static StepRules Default { get; } = new(null, StepFailureAction.SkipDependents, [], null);
}

/// <summary>What must hold for a step to run.</summary>
/// <param name="Reads">The steps that it looks at.</param>
/// <param name="Test">The question.</param>
internal sealed record StepCondition(IReadOnlyList<StepOutput> Reads, Func<StepReads, bool> Test);
