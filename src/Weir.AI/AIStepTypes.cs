namespace Weir.AI;

/// <summary>The step types that talk to models. docs/step-types.md describes each.</summary>
public static class AIStepTypes
{
    /// <summary>All of them, by name: <c>ai.chat</c>. They have no state and are shared by all runs of a catalog.</summary>
    /// <param name="price">
    /// What a call costs, in the one currency that the application counts in, not negative; it counts for budgets, and is asked once for each answer. Default null: nothing.
    /// </param>
    /// <returns>The types, new ones at every call.</returns>
    public static IReadOnlyList<StepType> Create(Func<ChatCall, decimal>? price = null) => [new AIChatStep(price)];
}
