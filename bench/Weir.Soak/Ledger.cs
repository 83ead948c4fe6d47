using System.Collections.Concurrent;

namespace Weir.Soak;

/// <summary>Accounts for every run, by its kind, and notes what must not be.</summary>
internal sealed class Ledger
{
    private const int MostTold = 50;

    private readonly ConcurrentDictionary<string, long> _runs = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _violations = new();
    private long _executorRuns;
    private long _failed;
    private long _cancelled;

    /// <summary>How many runs an executor was asked for; a run that is resumed is one more.</summary>
    public long ExecutorRuns => Interlocked.Read(ref _executorRuns);

    public long Failed => Interlocked.Read(ref _failed);

    public long Cancelled => Interlocked.Read(ref _cancelled);

    public IReadOnlyDictionary<string, long> Runs => new SortedDictionary<string, long>(_runs, StringComparer.Ordinal);

    public IReadOnlyList<string> Violations => [.. _violations];

    public void Count(string kind, int executorRuns = 1)
    {
        _runs.AddOrUpdate(kind, 1, static (_, count) => count + 1);
        Interlocked.Add(ref _executorRuns, executorRuns);
    }

    public void CountFailed() => Interlocked.Increment(ref _failed);

    public void CountCancelled() => Interlocked.Increment(ref _cancelled);

    /// <summary>Notes a violation unless something holds.</summary>
    public void Require(bool holds, string otherwise)
    {
        if (!holds && _violations.Count < MostTold)
        {
            _violations.Enqueue(otherwise);
        }
    }
}
