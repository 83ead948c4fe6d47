namespace Weir;

/// <summary>A pipeline, as one is looked at that does not know its types.</summary>
internal interface IPipeline
{
    IReadOnlyList<StepSpec> Steps { get; }

    /// <summary>The state that its runs begin with, where they have none of that type from around; null: none of its own.</summary>
    StatePlan? State { get; }

    /// <summary>Whether a step in it, or in one inside it, may pause.</summary>
    bool MayPause { get; }

    /// <summary>Whether it, or a pipeline inside it, has a budget.</summary>
    bool HasBudget { get; }

    /// <summary>Its plan where it stands in another: that counts for budgets if the other does.</summary>
    Plan PlanFor(SlotTable slots);

    /// <summary>Makes the plan that counts for budgets, if there is none yet; those inside have theirs.</summary>
    void Meter();
}
