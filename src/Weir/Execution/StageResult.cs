namespace Weir;

/// <summary>What became of one stage of a workflow run.</summary>
public sealed class StageResult
{
    /// <param name="name">The name.</param>
    /// <param name="duration">From the start of its first step to the end of its last.</param>
    /// <param name="steps">The results of its steps.</param>
    /// <param name="hasFailed">Whether it failed as a whole.</param>
    /// <param name="forgives">Whether it completed where at least one of its steps did.</param>
    internal StageResult(string name, TimeSpan duration, IReadOnlyList<StepResult> steps, bool hasFailed = false, bool forgives = false)
    {
        Name = name;
        Duration = duration;
        Steps = steps;
        Status = hasFailed ? StepStatus.Failed : Sum(steps);
        if (Status == StepStatus.Failed && forgives && !hasFailed && steps.Any(static step => step.Status == StepStatus.Completed))
        {
            Status = StepStatus.Completed;
        }
    }

    /// <summary>The name of the stage.</summary>
    public string Name { get; }

    /// <summary>
    /// Failed if its time ran out, or a step failed and it does not allow for that; else cancelled if one was cancelled; else paused if
    /// one waits for an answer; else skipped if one was skipped because of a failure; else completed if one completed; else skipped.
    /// </summary>
    public StepStatus Status { get; }

    /// <summary>The time from the start of its first step to the end of its last one; zero if none started.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The results of its steps, in the order of declaration.</summary>
    public IReadOnlyList<StepResult> Steps { get; }

    private static StepStatus Sum(IReadOnlyList<StepResult> steps)
    {
        StepStatus[] order = [StepStatus.Failed, StepStatus.Cancelled, StepStatus.Paused, StepStatus.Skipped, StepStatus.Completed];
        foreach (var status in order)
        {
            if (steps.Any(step => step.Status == status && !step.IsLeftOut))
            {
                return status;
            }
        }

        return StepStatus.Skipped;
    }
}
