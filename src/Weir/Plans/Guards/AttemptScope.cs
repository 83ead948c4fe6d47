namespace Weir;

/// <summary>What stops the steps inside a guarded composite: its time-out, and whatever stops the composite.</summary>
/// <param name="clock">The clock of the attempt. It serves no other one while steps of this may ask.</param>
/// <param name="outer">The scope of the composite.</param>
/// <param name="step">The composite.</param>
internal sealed class AttemptScope(AttemptClock clock, CancelScope outer, StepAddress step) : CancelScope(outer)
{
    private readonly CancelScope _composite = outer;

    // What stops the composite itself goes before its time-out, as it does in the result of the composite.
    protected override string? OwnReason => clock.HasFired && !_composite.IsStopping ? $"'{step}' timed out" : null;
}
