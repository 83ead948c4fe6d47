namespace Weir;

/// <summary>The wait of one attempt for its budget, from ledger to ledger. It holds no thread.</summary>
/// <remarks>
/// It keeps its place in a limit: whoever has a reservation then has a place too, and can end. If it gave the place away it could be
/// granted a reservation while all places are held by those who wait for one.
/// </remarks>
internal sealed class BudgetQueue(BudgetLedger ledger, StepContext context)
{
    private readonly CancellationToken _token = context.CancellationToken;

    public async ValueTask<BudgetVerdict> ReserveAsync(BudgetAmount? estimate) =>
        ledger.TryReserve(estimate, server: null, out var reserved, out var refusal)
            ? new BudgetVerdict(true, reserved, default)
            : await WaitAsync(estimate, refusal).ConfigureAwait(RunQueue.IsHere);

    /// <summary>Waits where it was refused, until the attempt fits or it is certain that it will not.</summary>
    public async ValueTask<BudgetVerdict> WaitAsync(BudgetAmount? estimate, BudgetRefusal refusal)
    {
        while (refusal is { IsOfAmount: true, Ledger: { NeverWaits: false } at })
        {
            var verdict = await at.WaitAsync(ledger, estimate, _token).ConfigureAwait(RunQueue.IsHere);
            if (verdict.IsGranted || verdict.IsFinal)
            {
                return verdict;
            }

            refusal = verdict.Refusal;
        }

        return new BudgetVerdict(false, default, refusal);
    }
}
