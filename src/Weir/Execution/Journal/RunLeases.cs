namespace Weir;

/// <summary>Who has which run, inside one process.</summary>
internal sealed class RunLeases
{
    private readonly Lock _gate = new();

    // Under _gate.
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Takes a run; null: somebody has it.</summary>
    public IAsyncDisposable? TryTake(string runId)
    {
        lock (_gate)
        {
            return _taken.Add(runId) ? new Lease(this, runId) : null;
        }
    }

    private void GiveBack(string runId)
    {
        lock (_gate)
        {
            _taken.Remove(runId);
        }
    }

    private sealed class Lease(RunLeases leases, string runId) : IAsyncDisposable
    {
        private RunLeases? _leases = leases;

        public ValueTask DisposeAsync()
        {
            Interlocked.Exchange(ref _leases, null)?.GiveBack(runId);
            return ValueTask.CompletedTask;
        }
    }
}
