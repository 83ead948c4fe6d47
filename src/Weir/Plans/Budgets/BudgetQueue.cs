namespace Weir;

/// <summary>The wait of one attempt for its budget, from ledger to ledger. It holds no thread, and no place of a limit where that can be given back.</summary>
internal sealed class BudgetQueue(BudgetLedger ledger, StepContext context)
{
    private readonly CancellationToken _token = context.CancellationToken;
    private readonly Frame? _frame = context.Scope as Frame;
    private bool _hasWaited;
    private IPlace? _left;

    public async ValueTask<BudgetVerdict> ReserveAsync(BudgetAmount? estimate) =>
        ledger.TryReserve(estimate, server: null, out var reserved, out var refusal)
            ? new BudgetVerdict(true, reserved, default)
            : await WaitAsync(estimate, refusal).ConfigureAwait(RunQueue.IsHere);

    /// <summary>Waits where it was refused, until the attempt fits or it is certain that it will not.</summary>
    public async ValueTask<BudgetVerdict> WaitAsync(BudgetAmount? estimate, BudgetRefusal refusal)
    {
        while (refusal is { IsOfAmount: true, Ledger: { NeverWaits: false } at })
        {
            var wait = at.WaitAsync(ledger, estimate, _token);
            if (!wait.IsCompleted && !_hasWaited)
            {
                // On the thread of the frame, which is not so after a wait.
                _left = _frame?.TryLeavePlace();
            }

            _hasWaited |= !wait.IsCompleted;
            var verdict = await wait.ConfigureAwait(RunQueue.IsHere);
            if (verdict.IsGranted || verdict.IsFinal)
            {
                return verdict;
            }

            refusal = verdict.Refusal;
        }

        return new BudgetVerdict(false, default, refusal);
    }

    /// <summary>Takes the place again that was left.</summary>
    public async ValueTask ReturnAsync()
    {
        if (_left is null)
        {
            return;
        }

        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_left.Enter(entered.SetResult))
        {
            await entered.Task.ConfigureAwait(RunQueue.IsHere);
        }
    }
}
