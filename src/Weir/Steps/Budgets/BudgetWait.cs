namespace Weir;

/// <summary>What came of waiting for a ledger.</summary>
/// <param name="IsGranted">Whether the attempt has its reservation.</param>
/// <param name="Reserved">What that is.</param>
/// <param name="Refusal">Why there is none.</param>
internal readonly record struct BudgetVerdict(bool IsGranted, BudgetAmount Reserved, BudgetRefusal Refusal)
{
    /// <summary>Whether waiting on would not help: nothing is under way that could give something back.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Whether something cheaper is to be tried.</summary>
    public bool MayDegrade => !IsGranted && Refusal is { IsOfAmount: true, Policy: BudgetBreach.Degrade };
}

/// <summary>An attempt that waits for a ledger.</summary>
/// <param name="ledger">The innermost of its ledgers.</param>
/// <param name="estimate">What it asks for.</param>
internal sealed class BudgetWait(BudgetLedger ledger, BudgetAmount? estimate)
{
    private readonly TaskCompletionSource<BudgetVerdict> _verdict = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BudgetLedger Ledger => ledger;

    public BudgetAmount? Estimate => estimate;

    public Task<BudgetVerdict> Verdict => _verdict.Task;

    /// <summary>Its place in the queue.</summary>
    public LinkedListNode<BudgetWait> Node => field ??= new LinkedListNode<BudgetWait>(this);

    public bool TryEnd(BudgetVerdict verdict) => _verdict.TrySetResult(verdict);

    public void Cancel(CancellationToken token) => _verdict.TrySetCanceled(token);
}
