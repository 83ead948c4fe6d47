using System.Collections.Concurrent;

namespace Weir;

/// <summary>Keeps up to <see cref="Capacity"/> frames of one pipeline for the next runs, beside the one at each thread.</summary>
internal sealed class FramePool
{
    private const int Capacity = 256;

    private readonly ConcurrentQueue<RootFrame> _frames = new();
    private int _count;

    public RootFrame? Rent()
    {
        if (!_frames.TryDequeue(out var frame))
        {
            return null;
        }

        Interlocked.Decrement(ref _count);
        return frame;
    }

    public void Return(RootFrame frame)
    {
        if (Interlocked.Increment(ref _count) <= Capacity)
        {
            _frames.Enqueue(frame);
        }
        else
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
