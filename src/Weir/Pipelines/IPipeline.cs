namespace Weir;

/// <summary>A pipeline, as one is looked at that does not know its types.</summary>
internal interface IPipeline
{
    IReadOnlyList<StepSpec> Steps { get; }

    /// <summary>The state that its runs begin with, where they have none of that type from around; null: none of its own.</summary>
    StatePlan? State { get; }

    /// <summary>Whether its steps have a state because of it.</summary>
    bool BringsState => State is not null;

    /// <summary>Whether a step in it, or in one inside it, may pause.</summary>
    bool MayPause { get; }

    /// <summary>Whether it, or a pipeline inside it, has a budget.</summary>
    bool HasBudget { get; }

    /// <summary>What was said for it about optimizations; null: nothing.</summary>
    IOptimizations? Optimizations => null;

    /// <summary>Whether something was said about optimizations, for it, a step in it, or a pipeline inside it.</summary>
    bool HasOptimizations { get; }

    /// <summary>The pipelines inside it.</summary>
    IEnumerable<IPipeline> Inner { get; }

    /// <summary>Makes a plan as an optimizer says; those of the pipelines inside it are made.</summary>
    Plan MakePlan(bool isMetered, Optimizer optimizer);

    /// <summary>Its plan where it stands in another: that counts for budgets if the other does.</summary>
    Plan PlanFor(SlotTable slots);

    /// <summary>Lets go of what an executor keeps for it.</summary>
    void Forget(object runner)
    {
    }

    /// <summary>Makes the plan that counts for budgets, if there is none yet; those inside have theirs.</summary>
    void Meter();
}
