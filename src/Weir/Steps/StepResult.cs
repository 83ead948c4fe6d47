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
    public string Path => field ??= _address.ToString();

    /// <summary>The name that the step has in its pipeline or workflow.</summary>
    public string Name => _address.Name;

    /// <summary>The stage of the workflow that the step belongs to; null in a pipeline.</summary>
    public string? Stage { get; internal init; }

    /// <summary>How the step ended.</summary>
    public StepStatus Status { get; }

    /// <summary>How often the step was called; 0 if it never started.</summary>
    public int Attempts { get; internal init; }

    /// <summary>The time from start to end; zero if it never started.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>What a failed step threw, or what a running step threw when it was cancelled; else null.</summary>
    public Exception? Error { get; internal init; }

    /// <summary>Why a step was skipped or cancelled, such as <c>needs 'b', which was skipped because 'a' failed</c>; else null.</summary>
    public string? Reason { get; internal init; }

    /// <summary>The results of the inner steps, where a whole pipeline is the step; else empty. Empty too if it never started.</summary>
    public IReadOnlyList<StepResult> Steps { get; internal init; } = [];
}
