using System.Diagnostics;
using Weir.Layers.Telemetry;

namespace Weir;

/// <summary>What became of a run, or of one step of it: names, times and outcome. Inputs, outputs, state and the texts of errors are never in it.</summary>
public sealed class TelemetrySpan
{
    private readonly StepAddress _address;
    private readonly Type? _error;

    /// <summary>The span of a run.</summary>
    internal TelemetrySpan(SampledRun sampled, RunOutcome run)
    {
        _address = run.Address;
        _error = run.Error;
        Run = this;
        RunId = run.Id;
        OptimizationsHash = run.OptimizationsHash;
        StartTime = sampled.Started;
        Duration = run.Duration;
        Status = run.Status;
        Usage = run.Usage;
        Context = sampled.Around;
    }

    /// <summary>The span of a step.</summary>
    internal TelemetrySpan(TelemetrySpan parent, StepResult step)
    {
        _address = step.Address;
        _error = step.Status == StepStatus.Failed ? step.Error?.GetType() : null;
        Parent = parent;
        Run = parent.Run;
        RunId = Run.RunId;
        OptimizationsHash = Run.OptimizationsHash;
        StartTime = Run.StartTime + step.StartedAfter;
        Duration = step.Duration;
        Status = step.Status;
        Attempts = step.Attempts;
        FusedSteps = step.FusedSteps;
        Stage = step.Stage;
        Usage = step.Usage;
    }

    /// <summary>The span of a step that completed.</summary>
    internal TelemetrySpan(TelemetrySpan run, in StepTime step)
    {
        _address = step.Address;
        Parent = Run = run;
        RunId = run.RunId;
        OptimizationsHash = run.OptimizationsHash;
        StartTime = run.StartTime + step.StartedAfter;
        Duration = step.Duration;
        Attempts = step.Attempts;
        FusedSteps = step.FusedSteps;
    }

    /// <summary>The span of the run, which is this one where <see cref="Parent"/> is null.</summary>
    public TelemetrySpan Run { get; }

    /// <summary>The span around: of the run, or of the composite that a step is in; null: this is the span of a run.</summary>
    public TelemetrySpan? Parent { get; }

    /// <summary>The <see cref="Run.Id"/> of the run.</summary>
    public string RunId { get; }

    /// <summary>The name of the pipeline or workflow that was run.</summary>
    public string Pipeline => Run.Path;

    /// <summary>The <see cref="Run.OptimizationsHash"/> of the run.</summary>
    public string OptimizationsHash { get; }

    /// <summary>The <see cref="StepResult.Path"/> of the step, such as <c>order/charge</c>; of a run the name of the pipeline.</summary>
    public string Path => _address.ToString();

    /// <summary>The last name in the path, such as <c>charge</c>; of the turn of a loop or the item of a map that of the step it belongs to, so that there are no more names than in the code.</summary>
    public string Name => IsTurnOrItem ? Parent!.Name : _address.Name;

    /// <summary>Whether it is the turn of a loop or the item of a map, of which a run may have any number.</summary>
    public bool IsTurnOrItem => Parent is not null && _address.IsSuffix;

    /// <summary>The stage of the workflow that the step belongs to; null: none.</summary>
    public string? Stage { get; }

    /// <summary>When it began, by <see cref="ExecutorOptions.Time"/>.</summary>
    public DateTimeOffset StartTime { get; }

    /// <summary>The time from start to end.</summary>
    public TimeSpan Duration { get; }

    /// <summary>How it ended; a run never as <see cref="StepStatus.Skipped"/>.</summary>
    public StepStatus Status { get; }

    /// <summary>How often the step was called; 0 where a layer answered for it, and for a run.</summary>
    public int Attempts { get; }

    /// <summary>Of how many steps that ran as one <see cref="Duration"/> is an equal share; 1: it is the step's own.</summary>
    public int FusedSteps { get; } = 1;

    /// <summary>The full name of the type of the exception for which it failed; null: it did not.</summary>
    public string? ErrorType => _error?.FullName;

    /// <summary>What it has used up.</summary>
    public Usage Usage { get; }

    /// <summary>Where spans inside it belong to; of a run, before it is exported, the activity around it. Set by whoever makes an activity of it.</summary>
    internal ActivityContext Context { get; set; }

    /// <summary>Path and status in one line.</summary>
    /// <returns>Such as <c>order/charge: Completed</c>.</returns>
    public override string ToString() => OneLine.Of(Path, Status.ToString(), ErrorType);
}
