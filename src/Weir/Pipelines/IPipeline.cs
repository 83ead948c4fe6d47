namespace Weir;

/// <summary>A pipeline, as one is looked at that does not know its types.</summary>
internal interface IPipeline
{
    IReadOnlyList<StepSpec> Steps { get; }

    /// <summary>The state that its runs begin with, where they have none of that type from around; null: none of its own.</summary>
    StatePlan? State { get; }

    /// <summary>Whether a step in it, or in one inside it, may pause.</summary>
    bool MayPause { get; }
}
