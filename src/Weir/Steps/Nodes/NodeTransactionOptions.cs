using System.Data;

namespace Weir;

/// <summary>How a node uses database transactions.</summary>
public sealed record NodeTransactionOptions
{
    /// <summary>Whether the node works in a transaction; default false.</summary>
    public bool Enabled { get; init; }

    /// <summary>How far the transaction sees others; default <see cref="System.Data.IsolationLevel.ReadCommitted"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public IsolationLevel IsolationLevel { get; init => field = Require.Defined(value); } = IsolationLevel.ReadCommitted;

    /// <summary>How long an attempt with its transaction may take; default 30 seconds, more than zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan Timeout { get; init => field = Require.Positive(value); } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a failed attempt rolls back; default true. Else it commits, unless it was cancelled or took too long.</summary>
    public bool RollbackOnError { get; init; } = true;

    /// <summary>Whether <see cref="NodeTransaction.RunNestedAsync"/> sets savepoints; default true.</summary>
    public bool Savepoints { get; init; } = true;
}
