namespace Weir;

/// <summary>What became of one stage of a workflow run.</summary>
public sealed class StageResult
{
    internal StageResult(string name, TimeSpan duration, IReadOnlyList<StepResult> steps)
    {
        Name = name;
        Duration = duration;
        Steps = steps;
        Status = Sum(steps);
    }

    /// <summary>The name of the stage.</summary>
    public string Name { get; }

    /// <summary>Failed if a step failed; else cancelled if one was cancelled; else paused if one waits for an answer; else skipped if one was skipped; else completed.</summary>
    public StepStatus Status { get; }

    /// <summary>The time from the start of its first step to the end of its last one; zero if none started.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The results of its steps, in the order of declaration.</summary>
    public IReadOnlyList<StepResult> Steps { get; }

    private static StepStatus Sum(IReadOnlyList<StepResult> steps)
    {
        var status = StepStatus.Completed;
        foreach (var step in steps)
        {
            status = (status, step.Status) switch
            {
                (StepStatus.Failed, _) or (_, StepStatus.Failed) => StepStatus.Failed,
                (StepStatus.Cancelled, _) or (_, StepStatus.Cancelled) => StepStatus.Cancelled,
                (StepStatus.Paused, _) or (_, StepStatus.Paused) => StepStatus.Paused,
                (StepStatus.Skipped, _) or (_, StepStatus.Skipped) => StepStatus.Skipped,
                _ => step.Status,
            };
        }

        return status;
    }
}
