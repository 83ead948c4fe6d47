namespace Weir;

/// <summary>What stands around the plan of a pipeline with a budget of its own, where it stands inside another: each run of it has a ledger.</summary>
internal sealed class BudgetNode<TOut>(string name, Plan plan, Budget budget, int slot, int scopeSlot) : ChildNode<TOut>(name, slot)
{
    public override bool Execute(Frame frame)
    {
        var ledger = new BudgetLedger(budget, BudgetOwner.Pipeline, () => Name, frame.Ledger, frame.Run.Time);
        var deadline = budget.Time is null ? null : DeadlineScope.Of(ledger, frame.Stop, frame.Run.Time);
        frame.Slot<Kept<DeadlineScope?>>(scopeSlot).Value = deadline;
        frame.Meters(ledger, deadline);
        return Enter(frame, plan, default);
    }

    protected override bool Next(Frame frame, InnerFrame inner)
    {
        var deadline = frame.Slot<Kept<DeadlineScope?>>(scopeSlot);
        deadline.Value?.Dispose();
        deadline.Value = null;
        return false;
    }
}
