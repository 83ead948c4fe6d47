namespace Weir;

/// <summary>Stands behind a <see cref="StepContext"/> whose step has ended: everything is refused, by name.</summary>
/// <param name="step">The name of the step.</param>
/// <param name="isWithdrawn">Whether nobody wants its outcome any more, so that to give up is no failure.</param>
internal sealed class EndedScope(string step, bool isWithdrawn = false) : StepScope
{
    public override string StepName => throw Ended();

    public override StepAddress Address => throw Ended();

    public override CancellationToken Token => throw Ended();

    public override int CurrentAttempt => throw Ended();

    public override string? PreviousFeedback => throw Ended();

    public override StateCell? CurrentState => throw Ended();

    public override StepPools? Pools => throw Ended();

    public override CallMark Mark => throw Ended();

    public override void AddUsage(Usage usage) => throw Ended();

    public override ValueTask EmitAsync(object chunk) => throw Ended();

    public override void Fail(StepFailure failure) => throw Ended();

    public override void TryFail(StepFailure failure)
    {
    }

    public override StepFailure FailureOf(Exception error) => new(isWithdrawn && error is OperationCanceledException ? StepStatus.Cancelled : StepStatus.Failed, error);

    protected override RunScope NoRun() => throw Ended();

    private ObjectDisposedException Ended() =>
        new(nameof(StepContext), $"The context of the step '{step}' was used after the step had ended; use it inside the call only.");
}
