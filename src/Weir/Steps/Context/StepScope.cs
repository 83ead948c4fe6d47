namespace Weir;

/// <summary>Where a <see cref="StepContext"/> gets what it tells, and where what a step says goes.</summary>
/// <param name="isFrame">Whether it is a frame of a plan.</param>
internal abstract class StepScope(bool isFrame = false)
{
    /// <summary>Whether it is a frame of a plan: layers ask at every call, and this is quicker than a cast up a hierarchy.</summary>
    public bool IsFrame => isFrame;

    /// <summary>Why the current step failed, if it did; a field, because the loop reads it after every step.</summary>
    public StepFailure? Failure;

    /// <summary>The run. Not virtual: layers ask for its clock at every call.</summary>
    public RunScope Run
    {
        get => field ?? NoRun();
        protected set;
    }

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

    /// <summary>Where the current step gets buffers and objects from; null: they are made anew.</summary>
    public abstract StepPools? Pools { get; }

    /// <summary>Tells the current call of a step from the others here.</summary>
    public abstract CallMark Mark { get; }

    /// <summary>The innermost budget that the current step counts for; null: there is none.</summary>
    public virtual BudgetLedger? Ledger => null;

    /// <summary>What the current attempt has reserved and used. Only where there is a budget.</summary>
    public virtual AttemptMeter Meter => throw new NotSupportedException();

    /// <summary>Whether the step goes on without this call, which is one of several.</summary>
    public virtual bool IsSpare => false;

    /// <summary>Adds to what the step has used, where the budget knows of it already.</summary>
    public virtual void AdoptUsage(Usage usage) => AddUsage(usage);

    /// <summary>Says that a cheaper step ran instead; null: not any more.</summary>
    public virtual void Degrade(string? to)
    {
    }

    /// <summary>Pauses the run at the current step. False: nothing is kept that could go on.</summary>
    public virtual bool TryPause(string reason) => false;

    /// <summary>What was thrown, as a failure: what is thrown because the run stops is none of the step's own.</summary>
    public abstract StepFailure FailureOf(Exception error);

    /// <summary>Refuses to name a run where there is none.</summary>
    protected virtual RunScope NoRun() => throw new InvalidOperationException("There is no run here yet.");
}
