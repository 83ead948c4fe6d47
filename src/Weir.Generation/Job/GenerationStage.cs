namespace Weir.Generation;

/// <summary>What became of one stage, over all contracts.</summary>
/// <param name="Name">The name.</param>
/// <param name="Status">Failed if a step failed, else cancelled if one was, else skipped if one was, else completed.</param>
/// <param name="Duration">From the start of its first step to the end of its last one; zero if none started.</param>
/// <param name="Steps">The steps, in the order of the contracts.</param>
public sealed record GenerationStage(string Name, StepStatus Status, TimeSpan Duration, IReadOnlyList<GenerationStep> Steps);

/// <summary>What became of one step for one contract.</summary>
/// <param name="Name">The name of the step, with that of the contract's file: <c>parse[order.yaml]</c>.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Attempts">How often it was called; 0 if it never started.</param>
/// <param name="Duration">The time from start to end; zero if it never started.</param>
/// <param name="Error">What is wrong, or why it was skipped or cancelled; null if it completed.</param>
public sealed record GenerationStep(string Name, string Stage, StepStatus Status, int Attempts, TimeSpan Duration, string? Error)
{
    /// <summary>Whether it completed and had nothing to do: a review where no quorum is wanted.</summary>
    public bool WasIdle { get; init; }
}
