namespace Weir;

/// <summary>What a run of a workflow hands out.</summary>
internal sealed class WorkflowRunData(Workflow workflow, RunSession session, WorkflowScheduler scheduler, RunStatus status) : IRunData
{
    public RunScope Scope => session.Scope;

    public RunStatus Status => status;

    public string OptimizationsHash => session.Plans.Hash;

    public TimeSpan Duration { get; } = session.Elapsed;

    /// <summary>What the processors worked meanwhile; null: it was not measured.</summary>
    public TimeSpan? Cpu { get; } = session.Cpu;

    public RunTimes Times => field ??= scheduler.Results.TimesOf(Duration, Cpu, scheduler.BackOff, session.MaxParallel);

    public IReadOnlyList<StepResult> Steps => scheduler.Results;

    public IReadOnlyList<StageResult> Stages => field ??= scheduler.OfStages();

    public StepFailure? Failure { get; } = session.Abort ?? scheduler.FirstFailure ?? session.KeepFailure;

    public IReadOnlyList<RunPaused> Pauses => session.Progress?.Pauses ?? [];

    public int Calls => scheduler.Calls;

    public StateCell? State => null;

    public IReadOnlyList<HookFailed> HookFailures => session.Progress?.HookFailures ?? [];

    public Exception? ProgressError => session.Progress?.Error;

    /// <summary>The identity that the handles of the workflow's outputs carry.</summary>
    public object Owner => workflow.Owner;

    /// <summary>The outputs of the steps; those of steps that did not complete mean nothing.</summary>
    public Register[] Outputs => scheduler.Outputs;

    public void Release() => scheduler.Release();
}
