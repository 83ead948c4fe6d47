namespace Weir;

/// <summary>A step that runs for each of many items, as the scheduler looks at it: without types.</summary>
internal interface IForEachSpec
{
    /// <summary>What runs one item.</summary>
    Plan Plan { get; }

    /// <summary>The same where budgets count.</summary>
    Plan MeteredPlan { get; }

    /// <summary>The same as an optimizer says.</summary>
    Plan MakePlan(bool isMetered, Optimizer optimizer, string workflow);

    /// <summary>Asks for the items; calls code of the user's.</summary>
    /// <param name="reads">What the step reads.</param>
    ForEachRun Begin(StepReads reads);
}
