namespace Weir.Cli.Output.Running;

/// <summary>How the steps of a stage stand.</summary>
internal struct StageCounts
{
    public required int Steps { get; init; }

    public int Ended { get; private set; }

    public int Running { get; private set; }

    public int Failed { get; private set; }

    /// <summary>Those that were skipped, cancelled, or wait for an answer.</summary>
    public int Unfinished { get; private set; }

    public DateTimeOffset? First { get; private set; }

    public DateTimeOffset? Last { get; private set; }

    public readonly bool IsOver => Ended == Steps;

    public readonly bool IsActive => !IsOver && (Ended > 0 || Running > 0);

    public void Add(ObservedStep step)
    {
        Ended += step.Status is null ? 0 : 1;
        Running += step.IsRunning ? 1 : 0;
        Failed += step.Status == StepStatus.Failed ? 1 : 0;
        Unfinished += step.Status is StepStatus.Skipped or StepStatus.Cancelled or StepStatus.Paused ? 1 : 0;
        if (step.Started is { } started)
        {
            First = First is { } first && first < started ? first : started;
            Last = Last is { } last && last > step.Ended ? last : step.Ended ?? Last;
        }
    }
}
