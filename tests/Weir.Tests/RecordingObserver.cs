using System.Collections.Concurrent;

namespace Weir.Tests;

/// <summary>Keeps the events of a run and notices when two arrive at once.</summary>
internal sealed class RecordingObserver : IProgress<RunEvent>
{
    private readonly ConcurrentQueue<RunEvent> _events = new();
    private int _inside;

    public IReadOnlyList<RunEvent> Events => [.. _events];

    public bool Overlapped { get; private set; }

    public void Report(RunEvent value)
    {
        Overlapped |= Interlocked.Increment(ref _inside) != 1;
        _events.Enqueue(value);
        Interlocked.Decrement(ref _inside);
    }
}
