namespace Weir;

/// <summary>
/// Aggregates values in windows that follow each other without gap or overlap, and whose borders are multiples of their size since 0001-01-01 UTC. A window ends when the
/// clock passes its end. For many threads.
/// </summary>
/// <remarks>
/// A value belongs to the window of the clock. One that says a moment outside of it came late, or from a clock that is ahead; it is refused and counted, and what was closed never
/// changes. What is closed waits for <see cref="TakeClosed"/>, at most 64 windows; then the oldest goes, and is counted. Windows without a value leave no result.
/// </remarks>
public sealed class WindowAggregate
{
    private const int MostClosed = 64;

    private readonly Lock _gate = new();

    // All under _gate.
    private readonly Queue<WindowResult> _closed = new();
    private WindowValues _values;
    private long _start;
    private long _refused;
    private long _dropped;

    /// <summary>Makes an aggregate without a value.</summary>
    /// <param name="type">What becomes of the values.</param>
    /// <param name="size">How long a window is; more than 0.</param>
    /// <param name="capacity">How many values a list keeps, the rest being counted only; default 10,000, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public WindowAggregate(AggregationType type, TimeSpan size, int capacity = 10_000)
    {
        Type = Require.Defined(type);
        Size = Require.Positive(size);
        Capacity = Require.AtLeast(capacity, 1);
        _values = new WindowValues(type, capacity);
    }

    /// <summary>What becomes of the values.</summary>
    public AggregationType Type { get; }

    /// <summary>How long a window is.</summary>
    public TimeSpan Size { get; }

    /// <summary>How many values a list keeps.</summary>
    public int Capacity { get; }

    /// <summary>How many values were refused, since their moment was outside of the window.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>How many closed windows nobody took in time.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Takes a value of this moment.</summary>
    /// <param name="value">The value; for a count it is not looked at.</param>
    /// <param name="time">The clock, such as that of the step's context.</param>
    /// <exception cref="OverflowException">The sum is beyond the range of decimal; the value was not taken.</exception>
    public void Add(decimal value, TimeProvider time) => Add(value, null, time);

    /// <summary>Takes a value of some moment, if that lies in the window of the clock.</summary>
    /// <param name="value">The value; for a count it is not looked at.</param>
    /// <param name="at">When it came about.</param>
    /// <param name="time">The clock, such as that of the step's context.</param>
    /// <returns>Whether it was taken; false: it is late, or ahead of the clock.</returns>
    /// <exception cref="OverflowException">The sum is beyond the range of decimal; the value was not taken.</exception>
    public bool Add(decimal value, DateTimeOffset at, TimeProvider time) => Add(value, (DateTimeOffset?)at, time);

    /// <summary>What the window of the clock has come to so far.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>The window, which may have no value yet.</returns>
    public WindowResult Read(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        lock (_gate)
        {
            Advance(time);
            return Result();
        }
    }

    /// <summary>Takes the windows that have ended and had a value, the oldest first; each is given once.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>The windows.</returns>
    public IReadOnlyList<WindowResult> TakeClosed(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        lock (_gate)
        {
            Advance(time);
            WindowResult[] closed = [.. _closed];
            _closed.Clear();
            return closed;
        }
    }

    private bool Add(decimal value, DateTimeOffset? at, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        lock (_gate)
        {
            Advance(time);
            if (at is { } moment && StartOf(moment) != _start)
            {
                Interlocked.Increment(ref _refused);
                return false;
            }

            _values.Add(value);
            return true;
        }
    }

    // A clock that goes back stays in the window it was in: what was closed does not open again.
    private void Advance(TimeProvider time)
    {
        var start = StartOf(time.GetUtcNow());
        if (start <= _start)
        {
            return;
        }

        if (_values.Count > 0)
        {
            Close();
        }

        _start = start;
    }

    private void Close()
    {
        _closed.Enqueue(Result());
        _values = new WindowValues(Type, Capacity);
        if (_closed.Count > MostClosed)
        {
            _closed.Dequeue();
            Interlocked.Increment(ref _dropped);
        }
    }

    private long StartOf(DateTimeOffset moment) => moment.UtcTicks - (moment.UtcTicks % Size.Ticks);

    private WindowResult Result()
    {
        var start = new DateTimeOffset(_start, TimeSpan.Zero);
        var end = Size.Ticks > DateTimeOffset.MaxValue.Ticks - _start ? DateTimeOffset.MaxValue : start + Size;
        return new WindowResult(start, end, _values.Count, _values.Value, _values.ToList());
    }
}
