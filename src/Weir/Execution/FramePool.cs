using System.Collections.Concurrent;

namespace Weir;

/// <summary>Keeps up to <see cref="Capacity"/> frames for the next runs. The first stands apart, where one exchange gets it.</summary>
internal sealed class FramePool<TFrame>
    where TFrame : class
{
    private const int Capacity = 256;

    private readonly ConcurrentQueue<TFrame> _more = new();
    private TFrame? _first;
    private int _count;

    public TFrame? Rent()
    {
        var first = _first;
        if (first is not null && Interlocked.CompareExchange(ref _first, null, first) == first)
        {
            return first;
        }

        if (_more.TryDequeue(out var next))
        {
            Interlocked.Decrement(ref _count);
            return next;
        }

        return null;
    }

    public void Return(TFrame frame)
    {
        if (_first is null && Interlocked.CompareExchange(ref _first, frame, null) is null)
        {
            return;
        }

        if (Interlocked.Increment(ref _count) <= Capacity)
        {
            _more.Enqueue(frame);
            return;
        }

        Interlocked.Decrement(ref _count);
    }
}
