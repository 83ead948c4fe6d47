namespace Weir;

/// <summary>How a step ended.</summary>
public enum StepStatus
{
    /// <summary>The step gave its value.</summary>
    Completed,

    /// <summary>The step threw, said by <see cref="StepContext.Fail{T}"/> that it failed, or its value was refused.</summary>
    Failed,

    /// <summary>The step never started, because a step that it needs did not complete or because the run stopped after a failure.</summary>
    Skipped,

    /// <summary>The run was cancelled before the step started or while it ran.</summary>
    Cancelled,

    /// <summary>The step waits for an answer, or did not start because another one does.</summary>
    Paused,
}
