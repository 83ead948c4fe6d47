namespace Weir;

/// <summary>What a run hands out until it is disposed.</summary>
internal sealed class RunData(RunScope scope, string name)
{
    public string Id => scope.Id;

    public string Name => name;

    public required RunStatus Status { get; init; }

    public required TimeSpan Duration { get; init; }

    public required IReadOnlyList<StepResult> Steps { get; init; }

    public required IReadOnlyList<StageResult> Stages { get; init; }

    /// <summary>The innermost step that failed first by declaration.</summary>
    public required StepResult? Failed { get; init; }

    public required Exception? ProgressError { get; init; }

    /// <summary>The identity that the handles of a workflow's outputs carry.</summary>
    public required object? Owner { get; init; }

    /// <summary>The outputs of a workflow's steps, or the one output of a pipeline; null where a step did not complete.</summary>
    public required IReadOnlyList<Slot?> Outputs { get; init; }

    public static StepResult? FirstFailed(IReadOnlyList<StepResult> steps)
    {
        StepResult? found = null;
        while (steps.FirstOrDefault(static step => step.Status == StepStatus.Failed) is { } failed)
        {
            found = failed;
            steps = failed.Steps;
        }

        return found;
    }
}
