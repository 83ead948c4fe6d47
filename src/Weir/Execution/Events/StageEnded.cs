namespace Weir;

/// <summary>
/// All steps of a stage of a workflow have ended, or it is certain that they will not start; posted once, behind the end of the last of them. Where one waits for an answer it comes
/// when the run was resumed. It tells of progress only: a journal does not keep it.
/// </summary>
/// <param name="Stage">The name of the stage.</param>
/// <param name="Completed">How many of its steps completed.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="Skipped">How many were skipped.</param>
/// <param name="Cancelled">How many were cancelled.</param>
/// <param name="Duration">The time from the start of its first step to the end of its last; zero if none started.</param>
public sealed record StageEnded(string Stage, int Completed, int Failed, int Skipped, int Cancelled, TimeSpan Duration) : RunEvent
{
    /// <inheritdoc/>
    public override bool IsOutcome => false;
}
