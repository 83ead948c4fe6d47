namespace Weir.Layers.CircuitBreaking;

/// <summary>
/// The calls of the last while. It has parts, each of which begins with a call that came after the one before was over, and is forgotten as a whole; so a
/// call counts for nine tenths of the while at least, and for all of it at most. For one thread at a time.
/// </summary>
internal sealed class SampleWindow(SampleSettings settings)
{
    // A ring; one more than parts, as the length of a part is rounded down.
    private readonly Part[] _parts = new Part[SampleSettings.Parts + 1];
    private int _first;
    private int _count;

    /// <summary>The sum over all parts.</summary>
    public long Successes { get; private set; }

    /// <summary>The sum over all parts.</summary>
    public long Failures { get; private set; }

    public bool IsTooMuch => Successes + Failures is var calls && calls >= settings.MinimumCalls && (double)Failures / calls >= settings.FailureRatio;

    private ref Part Newest => ref _parts[(_first + _count - 1) % _parts.Length];

    /// <summary>Forgets what is over, and begins a new part where the newest is full.</summary>
    public void Turn(long now)
    {
        if (_count > 0 && now - Newest.Began < settings.Part && now - _parts[_first].Began < settings.Sampling)
        {
            return;
        }

        while (_count > 0 && now - _parts[_first].Began >= settings.Sampling)
        {
            Successes -= _parts[_first].Successes;
            Failures -= _parts[_first].Failures;
            _first = (_first + 1) % _parts.Length;
            _count--;
        }

        if (_count == 0 || now - Newest.Began >= settings.Part)
        {
            _count++;
            Newest = new Part { Began = now };
        }
    }

    /// <summary>Successes that came after all that was counted, and before now; nothing says when. They go where the last one went.</summary>
    public void AddUndated(long count, long now)
    {
        if (_count == 0)
        {
            Turn(now);
        }

        Newest.Successes += count;
        Successes += count;
    }

    /// <summary>A success, after <see cref="Turn"/>.</summary>
    public void AddSuccess()
    {
        Newest.Successes++;
        Successes++;
    }

    /// <summary>A failure, after <see cref="Turn"/>.</summary>
    public void AddFailure()
    {
        Newest.Failures++;
        Failures++;
    }

    private struct Part
    {
        public long Began;
        public long Successes;
        public long Failures;
    }
}
