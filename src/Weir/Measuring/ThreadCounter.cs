using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weir;

/// <summary>A count that many threads raise at once, each in a cell of its own, which takes no interlocked operation; who reads adds them up.</summary>
/// <remarks>Ids of dead threads are given to new ones, who go on in their cells; so there are as many as there were threads at once.</remarks>
internal sealed class ThreadCounter
{
    // How many counters a thread finds its cells of without a lock; a power of two. Two that have the same place take it from each other.
    private const int Places = 8;

    [ThreadStatic]
    private static Cell?[]? _own;

    private readonly int _place;
    private readonly Lock _gate = new();

    // By the ids of threads, under _gate.
    private readonly Dictionary<int, Cell> _cells = [];

    public ThreadCounter() => _place = RuntimeHelpers.GetHashCode(this) & (Places - 1);

    /// <summary>The sum; what is read later is never less.</summary>
    public long Value
    {
        get
        {
            lock (_gate)
            {
                return _cells.Values.Sum(static cell => cell.Count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Increment()
    {
        if (_own is { } own && own[_place] is { } cell && ReferenceEquals(cell.Counter, this))
        {
            cell.Increment();
        }
        else
        {
            Find().Increment();
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

            return (_own ??= new Cell?[Places])[_place] = cell;
        }
    }

    private sealed class Cell(ThreadCounter counter)
    {
        private PaddedCount _count;

        public ThreadCounter Counter => counter;

        public long Count => Volatile.Read(ref _count.Value);

        /// <summary>Only by the thread whose cell it is.</summary>
        public void Increment() => Volatile.Write(ref _count.Value, _count.Value + 1);
    }

    /// <summary>Alone on its cache line: nothing that other threads write or read often is near.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 136)]
    private struct PaddedCount
    {
        [FieldOffset(64)]
        public long Value;
    }
}
