namespace Weir;

internal partial class Frame
{
    // Of a metered plan, set whenever the frame begins; null: no budget counts here.
    private BudgetLedger? _ledger;
    private AttemptMeter? _meter;

    public override BudgetLedger? Ledger => _ledger;

    public override AttemptMeter Meter => _meter ??= new AttemptMeter();

    /// <summary>Whether the call of the current step may be left behind by a time-out of its own or of what it is in.</summary>
    private bool MayBeLeft => Clock is not null || Stop.MayBeLeft;

    /// <summary>Puts what runs in this frame under a budget, and under a stop that goes with it.</summary>
    /// <param name="ledger">The budget; null: none.</param>
    /// <param name="stop">What stops the steps; null: as before.</param>
    public void Meters(BudgetLedger? ledger, CancelScope? stop)
    {
        _ledger = ledger;
        Stop = stop ?? Stop;
    }

    public override void Degrade(string? to)
    {
        if (Records is not null && (to is not null || Detail is not null))
        {
            NeedDetail().DegradedTo = to;
        }
    }

    public override bool TryPause(string reason)
    {
        if (InnerObserver is not { CanPause: true } observer)
        {
            return false;
        }

        observer.Paused(this, reason, answer: null);
        Failure = new StepFailure(StepStatus.Paused, null, reason);
        return true;
    }

    /// <summary>Gives the place of this flow to others while the current step waits for its budget; null: it keeps it.</summary>
    /// <remarks>An attempt that may be left behind keeps it, for whoever leaves it goes on in its place.</remarks>
    public IPlace? TryLeavePlace()
    {
        if (Place is not { MayLeaveEarly: true } place || MayBeLeft)
        {
            return null;
        }

        place.Leave();
        return place;
    }

    private void Meters(Usage usage)
    {
        if (_meter is { IsOpen: true } open)
        {
            open.Add(usage);
        }
        else
        {
            _ledger!.Charge(usage);
        }
    }

    private void LeaveMeter()
    {
        _meter?.Leave();
        _meter = null;
    }
}
