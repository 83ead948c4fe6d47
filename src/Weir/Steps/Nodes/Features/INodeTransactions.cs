using System.Data;
using System.Data.Common;

namespace Weir;

/// <summary>Begins the transactions in which nodes work. It is given to the node, or is one of the services of the run.</summary>
public interface INodeTransactions
{
    /// <summary>Begins a transaction. Called before every attempt, from many runs at a time.</summary>
    /// <remarks>The node commits or rolls it back, and disposes it; the connection is the caller's, and may be disposed with the transaction.</remarks>
    /// <param name="isolation">How far the transaction sees others.</param>
    /// <param name="cancellationToken">Cancelled when the step is to stop.</param>
    /// <returns>The transaction. What is thrown instead is a failed attempt.</returns>
    ValueTask<DbTransaction> BeginAsync(IsolationLevel isolation, CancellationToken cancellationToken);
}
