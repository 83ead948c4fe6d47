namespace Weir;

/// <summary>What somebody chose for a plan that is being made, beside what its pipeline says. Nothing asks for it when the plan runs.</summary>
internal abstract class PlanChoices
{
    /// <summary>How many neighbours there must be at least for one record of their time; null: each step has its own.</summary>
    public abstract int? FusedFrom { get; }

    /// <summary>How the state of the plan is forked.</summary>
    /// <param name="state">As the pipeline says.</param>
    public abstract StatePlan StateOf(StatePlan state);
}
