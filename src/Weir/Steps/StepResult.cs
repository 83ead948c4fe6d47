namespace Weir;

/// <summary>What became of one step of a run.</summary>
public sealed class StepResult
{
    private readonly StepAddress _address;

    internal StepResult(StepAddress address, StepStatus status)
    {
        _address = address;
        Status = status;
    }

    /// <summary>The address of the step, such as <c>order/charge</c>.</summary>
    public string Path => _address.ToString();

    /// <summary>The name that the step has in its pipeline or workflow.</summary>
    public string Name => _address.Name;

    /// <summary>The stage of the workflow that the step belongs to; null in a pipeline.</summary>
    public string? Stage { get; internal init; }

    /// <summary>How the step ended.</summary>
    public StepStatus Status { get; }

    /// <summary>How often the step was called; 0 if it never started.</summary>
    public int Attempts { get; internal init; }

    /// <summary>The time from the start of the run to that of the step; zero if it never started, and of a result that was read from a journal.</summary>
    public TimeSpan StartedAfter { get; internal init; }

    /// <summary>The time from start to end; zero if it never started.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>
    /// Of how many steps that ran as one <see cref="Duration"/> is an equal share, because their time was taken once for all of them; 1: it is the step's own.
    /// </summary>
    public int FusedSteps { get; internal init; } = 1;

    /// <summary>What the step gave; null if it did not complete. A value is boxed when it is read.</summary>
    public object? Output { get; internal init; }

    /// <summary>What the step used up, over all its attempts and, where a whole pipeline is the step, all steps inside.</summary>
    public Usage Usage { get; internal init; }

    /// <summary>What was said about a failure: of the step, or of the last attempt before the one that succeeded; else null.</summary>
    public string? Feedback { get; internal init; }

    /// <summary>The name of the fall-back whose value stands in for that of the step; else null.</summary>
    public string? FellBackTo { get; internal init; }

    /// <summary>The name of the cheaper step that ran instead, because the budget had too little left for the step itself; else null.</summary>
    public string? DegradedTo { get; internal init; }

    /// <summary>What a failed step threw, or what a running step threw when it was cancelled; else null. A step that failed without throwing has a <see cref="StepFailedException"/>.</summary>
    public Exception? Error { get; internal init; }

    /// <summary>Why a step was skipped or cancelled, such as <c>needs 'b', which was skipped because 'a' failed</c>; else null.</summary>
    public string? Reason { get; internal init; }

    /// <summary>What became of its items, where a step of a workflow runs for each of many; else null. <see cref="Steps"/> has the first hundred that failed.</summary>
    public ItemCounts? Items { get; internal init; }

    /// <summary>The results of what is inside, where the step is a composite: the steps of a pipeline, the turns of a loop, the items of a map, the branches; else empty.</summary>
    public IReadOnlyList<StepResult> Steps => field ??= InnerSteps?.Invoke() ?? [];

    /// <summary>Whether it was skipped because that was wanted: a condition did not hold, or its stage was not to run.</summary>
    internal bool IsLeftOut { get; init; }

    internal StepAddress Address => _address;

    internal Func<IReadOnlyList<StepResult>>? InnerSteps { get; init; }

    /// <summary>Path, status and error or reason in one line.</summary>
    /// <returns>Such as <c>order/charge: Failed, no stock</c>.</returns>
    public override string ToString() => OneLine.Of(Path, Status.ToString(), Error?.Message ?? Reason);
}
