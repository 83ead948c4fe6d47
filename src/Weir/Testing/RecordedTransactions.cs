using System.Data;
using System.Data.Common;

namespace Weir.Testing;

/// <summary>Transactions without a database: they note what is done with them. For many threads.</summary>
public sealed class RecordedTransactions : INodeTransactions
{
    private readonly Lock _gate = new();

    // Under _gate.
    private readonly List<string> _entries = [];

    /// <summary>Whether the transactions have savepoints; default true.</summary>
    public bool SupportsSavepoints { get; init; } = true;

    /// <summary>
    /// What was done, in order: <c>begin Serializable</c>, <c>save weir_1</c>, <c>release weir_1</c>, <c>rollback to weir_1</c>, <c>commit</c>, <c>rollback</c>.
    /// </summary>
    public IReadOnlyList<string> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>Begins a transaction.</summary>
    /// <param name="isolation">What is noted with it.</param>
    /// <param name="cancellationToken">Refuses when it is cancelled.</param>
    /// <returns>The transaction; it has no connection.</returns>
    /// <exception cref="OperationCanceledException">The token is cancelled.</exception>
    public ValueTask<DbTransaction> BeginAsync(IsolationLevel isolation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Note($"begin {isolation}");
        return new ValueTask<DbTransaction>(new Recorded(this, isolation));
    }

    private void Note(string entry)
    {
        lock (_gate)
        {
            _entries.Add(entry);
        }
    }

    private sealed class Recorded(RecordedTransactions owner, IsolationLevel isolation) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => isolation;

        public override bool SupportsSavepoints => owner.SupportsSavepoints;

        protected override DbConnection? DbConnection => null;

        public override void Commit() => owner.Note("commit");

        public override void Rollback() => owner.Note("rollback");

        public override void Save(string savepointName) => owner.Note($"save {savepointName}");

        public override void Rollback(string savepointName) => owner.Note($"rollback to {savepointName}");

        public override void Release(string savepointName) => owner.Note($"release {savepointName}");
    }
}
