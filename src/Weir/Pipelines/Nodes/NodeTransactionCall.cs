using System.Data.Common;

namespace Weir;

/// <summary>A call in a transaction of its own, which ends as the call does.</summary>
internal sealed class NodeTransactionCall<TIn, TOut>(Layer layer, StepCall<TIn, TOut> next, NodeIdentity node) : StepCall<TIn, TOut>
{
    private readonly NodeTransactionOptions _options = node.Options.Transactions;

    public override async ValueTask<StepOutcome<TOut>> InvokeAsync(TIn input, StepContext context)
    {
        if ((node.Transactions ?? NodeServices.Find<INodeTransactions>(context)) is not { } transactions)
        {
            return StepOutcome<TOut>.FromException(new MissingServiceException(node.Name, "transactions", typeof(INodeTransactions)), context);
        }

        // Read before the call: a call that is left behind by its time-out must not commit, and its context has ended then.
        var token = context.CancellationToken;
        DbTransaction? transaction = null;
        try
        {
            transaction = await transactions.BeginAsync(_options.IsolationLevel, token).ConfigureAwait(RunQueue.IsHere);
            NodeTransaction.Current = new NodeTransaction(transaction, _options);
            var outcome = await next.InvokeAsync(input, context).ConfigureAwait(RunQueue.IsHere);
            if (outcome.IsFailure || token.IsCancellationRequested)
            {
                await UndoAsync(transaction, token.IsCancellationRequested).ConfigureAwait(RunQueue.IsHere);
                return outcome.IsFailure ? outcome : StepOutcome<TOut>.FromException(new OperationCanceledException(token), context);
            }

            await transaction.CommitAsync(token).ConfigureAwait(RunQueue.IsHere);
            return outcome;
        }
        catch (Exception error)
        {
            return StepOutcome<TOut>.FromException(error, context);
        }
        finally
        {
            await DisposeAsync(transaction).ConfigureAwait(RunQueue.IsHere);
        }
    }

    /// <summary>The call has failed; what goes wrong here does not hide how.</summary>
    private async ValueTask UndoAsync(DbTransaction transaction, bool isStopped)
    {
        try
        {
            var end = _options.RollbackOnError || isStopped ? transaction.RollbackAsync(CancellationToken.None) : transaction.CommitAsync(CancellationToken.None);
            await end.ConfigureAwait(RunQueue.IsHere);
        }
        catch (Exception)
        {
            layer.CountFault();
        }
    }

    /// <summary>What was committed stays so, whatever goes wrong here: a failure would have it done again.</summary>
    private async ValueTask DisposeAsync(DbTransaction? transaction)
    {
        if (transaction is null)
        {
            return;
        }

        try
        {
            await transaction.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
        }
        catch (Exception)
        {
            layer.CountFault();
        }
    }
}
