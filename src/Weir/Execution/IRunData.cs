namespace Weir;

/// <summary>What a <see cref="Run"/> hands out until it is disposed.</summary>
internal interface IRunData
{
    RunScope Scope { get; }

    RunStatus Status { get; }

    /// <summary>The hash of the options of the executor at the start.</summary>
    string OptimizationsHash { get; }

    TimeSpan Duration { get; }

    IReadOnlyList<StepResult> Steps { get; }

    IReadOnlyList<StageResult> Stages { get; }

    /// <summary>The failure that ended the run, or that of the first step that failed by order of declaration; null if none did.</summary>
    StepFailure? Failure { get; }

    int Calls { get; }

    /// <summary>What the run waits for.</summary>
    IReadOnlyList<RunPaused> Pauses { get; }

    StateCell? State { get; }

    Exception? ProgressError { get; }

    IReadOnlyList<HookFailed> HookFailures { get; }

    /// <summary>Takes everything back; nobody will ask again.</summary>
    void Release();
}
