namespace Weir;

/// <summary>The budgets of one run after the other in one frame: its ledgers, which later runs use again where nobody is still to settle, and its deadline.</summary>
/// <param name="executor">The executor.</param>
/// <param name="scope">What all runs of the frame have around them.</param>
/// <param name="name">The name of the pipeline.</param>
internal sealed class RunBudget(Executor executor, RunScope scope, string name)
{
    private readonly Func<string> _pipelineName = () => name;
    private readonly Func<string> _runName = () => scope.Id;
    private BudgetLedger? _run;
    private BudgetLedger? _pipeline;
    private DeadlineScope? _deadline;

    /// <param name="frame">The frame of the run.</param>
    /// <param name="run">The budget of the run; null: none.</param>
    /// <param name="pipeline">That of the pipeline; null: none.</param>
    public void Begin(Frame frame, Budget? run, Budget? pipeline)
    {
        var ledger = executor.Ledger;
        if (run is not null)
        {
            ledger = Begin(ref _run, run, BudgetOwner.Run, _runName, ledger);
        }

        if (pipeline is not null)
        {
            ledger = Begin(ref _pipeline, pipeline, BudgetOwner.Pipeline, _pipelineName, ledger);
        }

        _deadline = DeadlineScope.Of(ledger, scope, scope.Time);
        frame.Meters(ledger, _deadline);
    }

    public void End(Frame frame)
    {
        if (_deadline is not null)
        {
            _deadline.Dispose();
            _deadline = null;
            frame.Meters(null, scope);
        }
    }

    private BudgetLedger Begin(ref BudgetLedger? kept, Budget budget, BudgetOwner owner, Func<string> ownerName, BudgetLedger? outer)
    {
        if (kept is null || kept.Outer != outer || !ReferenceEquals(kept.Budget, budget) || !kept.TryReset())
        {
            kept = new BudgetLedger(budget, owner, ownerName, outer, scope.Time);
        }

        return kept;
    }
}
