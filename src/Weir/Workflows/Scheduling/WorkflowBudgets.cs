namespace Weir;

/// <summary>The ledgers of one run of a workflow: that of the run, and one for each stage with a budget, made when its first step starts.</summary>
internal sealed class WorkflowBudgets : IDisposable
{
    private readonly Lock _gate = new();
    private readonly IReadOnlyList<Stage> _stages;
    private readonly RunSession _session;
    private readonly BudgetLedger? _run;
    private readonly DeadlineScope? _deadline;

    // Under _gate.
    private readonly (BudgetLedger? Ledger, DeadlineScope? Deadline)?[] _ofStages;

    private WorkflowBudgets(Workflow workflow, RunSession session, BudgetLedger? run)
    {
        _stages = workflow.Stages;
        _session = session;
        _run = run;
        _deadline = DeadlineScope.Of(run, session.Stop, session.Time);
        _ofStages = new (BudgetLedger?, DeadlineScope?)?[workflow.Stages.Count];
    }

    /// <summary>The ledgers of a run; null: nothing is limited.</summary>
    public static WorkflowBudgets? Of(Workflow workflow, RunSession session)
    {
        var (executor, run) = (session.ExecutorLedger, session.Budget);
        if (run is null && executor is null && !workflow.HasBudget)
        {
            return null;
        }

        var ledger = run is null ? executor : new BudgetLedger(run, BudgetOwner.Run, () => session.Scope.Id, executor, session.Time);
        return new WorkflowBudgets(workflow, session, ledger);
    }

    /// <summary>Puts the frame of a step under the budgets of its stage, the run and the executor.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="stage">The stage of the step.</param>
    /// <param name="stop">What stops the steps of the stage.</param>
    public void Begin(Frame frame, int stage, CancelScope stop)
    {
        (BudgetLedger? Ledger, DeadlineScope? Deadline) here;
        lock (_gate)
        {
            here = _ofStages[stage] ??= Make(_stages[stage], stop);
        }

        frame.Meters(here.Ledger, here.Deadline);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var stage in _ofStages)
            {
                if (stage?.Deadline is { } deadline && deadline != _deadline)
                {
                    deadline.Dispose();
                }
            }
        }

        _deadline?.Dispose();
    }

    private (BudgetLedger? Ledger, DeadlineScope? Deadline) Make(Stage stage, CancelScope stop)
    {
        var ledger = stage.Budget is { } budget ? new BudgetLedger(budget, BudgetOwner.Stage, () => stage.Name, _run, _session.Time) : _run;
        var hasOwn = stage.Budget?.Time is not null || stop != _session.Stop;
        return (ledger, hasOwn ? DeadlineScope.Of(ledger, stop, _session.Time) : _deadline);
    }
}
