using System.Data.Common;
using System.Globalization;

namespace Weir;

/// <summary>The transaction in which the body of a node works.</summary>
public sealed class NodeTransaction
{
    private static readonly AsyncLocal<NodeTransaction?> Flow = new();

    private readonly NodeTransactionOptions _options;

    // The body's flow alone counts.
    private int _savepoints;

    internal NodeTransaction(DbTransaction transaction, NodeTransactionOptions options)
    {
        Transaction = transaction;
        _options = options;
    }

    /// <summary>That of the flow that asks; null: it is in no body of a node that works in transactions.</summary>
    public static NodeTransaction? Current
    {
        get => Flow.Value;
        internal set => Flow.Value = value;
    }

    /// <summary>The transaction. The node commits it when the body gave its value, so a body neither commits nor disposes it.</summary>
    public DbTransaction Transaction { get; }

    /// <summary>Runs a part of the body that may fail alone: where savepoints are on and the database has them, what it changed is undone when it throws.</summary>
    /// <remarks>Without savepoints it is called, and that is all. For one flow at a time.</remarks>
    /// <typeparam name="T">What the part gives.</typeparam>
    /// <param name="work">The part.</param>
    /// <param name="cancellationToken">Gives up the saving; pass that of the context.</param>
    /// <returns>What the part gave; what it throws is thrown.</returns>
    public async ValueTask<T> RunNestedAsync<T>(Func<ValueTask<T>> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!_options.Savepoints || !Transaction.SupportsSavepoints)
        {
            return await work().ConfigureAwait(RunQueue.IsHere);
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"weir_{++_savepoints}");
        await Transaction.SaveAsync(name, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        T value;
        try
        {
            value = await work().ConfigureAwait(RunQueue.IsHere);
        }
        catch
        {
            await Transaction.RollbackAsync(name, CancellationToken.None).ConfigureAwait(RunQueue.IsHere);
            throw;
        }

        await Transaction.ReleaseAsync(name, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        return value;
    }
}
