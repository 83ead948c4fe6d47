namespace Weir;

/// <summary>Where a <see cref="StepContext"/> gets what it tells, and where what a step says goes.</summary>
internal abstract class StepScope
{
    /// <summary>Why the current step failed, if it did; a field, because the loop reads it after every step.</summary>
    public StepFailure? Failure;

    public abstract RunScope Run { get; }

    public abstract string StepName { get; }

    public abstract StepAddress Address { get; }

    public abstract CancellationToken Token { get; }

    public abstract int CurrentAttempt { get; }

    public abstract string? PreviousFeedback { get; }

    public abstract StateCell? CurrentState { get; }

    public abstract void AddUsage(Usage usage);

    /// <summary>Sends a part of the output to whoever follows the run; nothing where nobody does.</summary>
    public abstract ValueTask EmitAsync(object chunk);

    public virtual void Fail(StepFailure failure) => Failure ??= failure;

    /// <summary>The same, and nothing where the step has ended.</summary>
    public virtual void TryFail(StepFailure failure) => Fail(failure);

    /// <summary>What was thrown, as a failure: what is thrown because the run stops is none of the step's own.</summary>
    public abstract StepFailure FailureOf(Exception error);
}
