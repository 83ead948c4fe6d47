using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weir;

/// <summary>Counts the runs in flight of one executor, and keeps a frame for the next run at each thread.</summary>
/// <remarks>
/// Two interlocked operations in every run would be paid by all for the sake of the one who disposes. So every thread
/// counts in a cell of its own, without any fence: runs that began on it and runs that ended on it. Only closing looks at
/// the sum, after a barrier that all threads of the process go through (asymmetric fences: the rare side pays). A run that
/// begins after that sees the flag; one that began before it is in the sum. Ids of dead threads are given to new ones, so
/// cells do not pile up.
/// </remarks>
internal sealed class RunCounter
{
    [ThreadStatic]
    private static Cell? _last;

    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Cell> _cells = [];
    private volatile bool _closed;

    // Under _gate. Before the barrier a run that has begun may be in no sum yet, so nobody may take the counter for idle.
    private bool _isFenced;

    /// <summary>Ends when the counter is closed and no run is left.</summary>
    public Task Idle => _idle.Task;

    /// <summary>Whether no further run may begin.</summary>
    public bool IsClosed => _closed;

    /// <summary>About how many runs are in flight: others begin and end while it is counted.</summary>
    public long InFlight
    {
        get
        {
            lock (_gate)
            {
                return Math.Max(0, _cells.Values.Sum(static cell => Volatile.Read(ref cell.Begun) - Volatile.Read(ref cell.Ended)));
            }
        }
    }

    /// <summary>The cell of the calling thread; no other thread may write to it.</summary>
    public Cell Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _last is { } last && ReferenceEquals(last.Counter, this) ? last : Find();
    }

    /// <summary>A run begins. False: the counter is closed, and the run must not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnter(Cell cell)
    {
        Volatile.Write(ref cell.Begun, cell.Begun + 1);
        if (!_closed)
        {
            return true;
        }

        Exit(cell);
        return false;
    }

    /// <summary>A run ends; it may have begun on another thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exit(Cell cell)
    {
        Volatile.Write(ref cell.Ended, cell.Ended + 1);
        if (_closed)
        {
            EndIfIdle();
        }
    }

    /// <summary>Lets no further run begin.</summary>
    public void Close()
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
        }

        Interlocked.MemoryBarrierProcessWide();
        lock (_gate)
        {
            _isFenced = true;
        }

        EndIfIdle();
    }

    private void EndIfIdle()
    {
        // Of two runs that end at once, at least one sees the end of the other.
        Interlocked.MemoryBarrier();
        lock (_gate)
        {
            if (!_isFenced)
            {
                return;
            }

            // Ends first: what begins in between makes the sum too large, never too small.
            var ended = _cells.Values.Sum(static cell => Volatile.Read(ref cell.Ended));
            Interlocked.MemoryBarrier();
            if (_cells.Values.Sum(static cell => Volatile.Read(ref cell.Begun)) == ended)
            {
                _idle.TrySetResult();
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Cell Find()
    {
        lock (_gate)
        {
            var thread = Environment.CurrentManagedThreadId;
            if (!_cells.TryGetValue(thread, out var cell))
            {
                _cells[thread] = cell = new Cell(this);
            }

            return _last = cell;
        }
    }

    internal sealed class Cell(RunCounter counter)
    {
        private Counts _counts;

        public RunCounter Counter => counter;

        /// <summary>The frame that the thread used last; the next run of the same pipeline takes it, if it is free by then.</summary>
        public RootFrame? Frame { get; set; }

        public ref long Begun => ref _counts.Begun;

        public ref long Ended => ref _counts.Ended;
    }

    /// <summary>Each only grows, and only the thread whose cell it is writes it: at every run, so nothing that others read may be on the same cache line.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 144)]
    private struct Counts
    {
        [FieldOffset(64)]
        public long Begun;

        [FieldOffset(72)]
        public long Ended;
    }
}
