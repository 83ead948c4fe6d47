namespace Weir;

internal partial class Frame
{
    // Of a metered plan, set whenever the frame begins; null: no budget counts here.
    private BudgetLedger? _ledger;
    private AttemptMeter? _meter;

    public override BudgetLedger? Ledger => _ledger;

    public override AttemptMeter Meter => _meter ??= new AttemptMeter();

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
