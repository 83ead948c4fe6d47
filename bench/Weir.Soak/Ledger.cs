using System.Collections.Concurrent;

namespace Weir.Soak;

/// <summary>What was begun and how it ended, by load.</summary>
internal sealed class Ledger
{
    private const int KeptViolations = 20;

    private readonly ConcurrentDictionary<string, Line> _lines = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _violations = new();
    private int _violated;

    public IEnumerable<(string Load, Line Line)> Lines => _lines.OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => (one.Key, one.Value));

    public int Violated => Volatile.Read(ref _violated);

    public IReadOnlyCollection<string> Violations => _violations;

    public Line Of(string load) => _lines.GetOrAdd(load, static _ => new Line());

    public void Violate(string what)
    {
        if (Interlocked.Increment(ref _violated) <= KeptViolations)
        {
            _violations.Enqueue(what);
        }
    }

    /// <summary>The runs of a load.</summary>
    internal sealed class Line
    {
        private long _begun;
        private long _completed;
        private long _failed;
        private long _cancelled;

        public long Begun => Volatile.Read(ref _begun);

        public long Completed => Volatile.Read(ref _completed);

        public long Failed => Volatile.Read(ref _failed);

        public long Cancelled => Volatile.Read(ref _cancelled);

        public void Begin() => Interlocked.Increment(ref _begun);

        public void End(RunStatus status) => Interlocked.Increment(ref status == RunStatus.Completed ? ref _completed : ref status == RunStatus.Failed ? ref _failed : ref _cancelled);
    }
}
