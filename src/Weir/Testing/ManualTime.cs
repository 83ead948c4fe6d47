namespace Weir.Testing;

/// <summary>A clock that moves only when it is told to. Instants and timestamps move together.</summary>
/// <remarks>
/// Timers fire on the thread that moves the clock, in the order in which they are due, those that are due at once in the order in which they were set; while one
/// fires, the clock shows the moment at which it was due. A timer may be set, changed and disposed inside a callback. A timer that is set to zero fires when the
/// clock is moved next, be it by nothing. What a callback throws is thrown by the call that moved the clock.
/// </remarks>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();

    // Both under _gate: the timers that run, and those who wait for some number of them.
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private long _now;
    private long _settings;

    /// <summary>A clock that starts on 1 January 2030, at midnight.</summary>
    public ManualTime()
        : this(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>A clock that starts at a given moment.</summary>
    /// <param name="start">The moment.</param>
    public ManualTime(DateTimeOffset start) => _now = start.UtcTicks;

    /// <summary>The local time is UTC, so that nothing depends on the machine.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Timestamps count ticks.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers run: those that will fire once the clock gets there.</summary>
    public int Timers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    /// <summary>How long it is until the next timer is due; null if none runs.</summary>
    public TimeSpan? UntilNextTimer
    {
        get
        {
            lock (_gate)
            {
                return Next() is { } next ? TimeSpan.FromTicks(Math.Max(0, next.Due - _now)) : null;
            }
        }
    }

    /// <summary>The moment that the clock shows.</summary>
    /// <returns>The moment.</returns>
    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _now), TimeSpan.Zero);

    /// <summary>The moment that the clock shows, in ticks.</summary>
    /// <returns>The timestamp.</returns>
    public override long GetTimestamp() => Volatile.Read(ref _now);

    /// <summary>Makes a timer of this clock.</summary>
    /// <param name="callback">What it calls.</param>
    /// <param name="state">The argument of the call.</param>
    /// <param name="dueTime">How long until it fires; <see cref="Timeout.InfiniteTimeSpan"/>: it does not run yet.</param>
    /// <param name="period">How long from one call to the next; zero or <see cref="Timeout.InfiniteTimeSpan"/>: it fires once.</param>
    /// <returns>The timer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative and not infinite.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, and fires what becomes due on the way, be it set on the way.</summary>
    /// <param name="by">How far; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        Require.AtLeast(by, TimeSpan.Zero, nameof(by));
        long goal;
        lock (_gate)
        {
            goal = _now + by.Ticks;
        }

        long? last = null;
        while (TakeDue(goal, ref last) is { } due)
        {
            due.Fire();
        }

        lock (_gate)
        {
            MoveTo(goal);
        }
    }

    /// <summary>Moves the clock to the moment at which the next timer is due, and fires all that are due by then.</summary>
    /// <returns>False: no timer runs, and nothing happened.</returns>
    public bool AdvanceToNextTimer()
    {
        if (UntilNextTimer is not { } until)
        {
            return false;
        }

        Advance(until);
        return true;
    }

    /// <summary>Waits until at least so many timers run, without the passing of any time.</summary>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when they do.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public async Task WaitForTimersAsync(int count, CancellationToken cancellationToken = default)
    {
        Require.AtLeast(count, 1, nameof(count));
        cancellationToken.ThrowIfCancellationRequested();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_timers.Count >= count)
            {
                return;
            }

            _waiting.Add((count, reached));
        }

        var stop = cancellationToken.UnsafeRegister(static (reached, token) => ((TaskCompletionSource)reached!).TrySetCanceled(token), reached);
        await using (stop.ConfigureAwait(RunQueue.IsHere))
        {
            await reached.Task.ConfigureAwait(RunQueue.IsHere);
        }
    }

    /// <summary>Sets a timer anew, or stops it where <paramref name="due"/> is null. False: it was disposed.</summary>
    internal bool Set(ManualTimer timer, TimeSpan? due, TimeSpan period, bool dispose = false)
    {
        lock (_gate)
        {
            if (timer.IsDisposed)
            {
                return false;
            }

            timer.IsDisposed = dispose;
            _timers.Remove(timer);
            if (due is { } after)
            {
                timer.Period = Math.Max(0, period.Ticks);
                Start(timer, _now + after.Ticks);
            }

            return true;
        }
    }

    /// <summary>The next timer that is due by then, with the clock moved to its moment; null: there is none.</summary>
    /// <param name="goal">The moment to go to.</param>
    /// <param name="last">
    /// The number of settings when the clock came to the goal. What is set to the goal itself after that is left for the next move, or a callback that
    /// sets a timer to zero would have no end.
    /// </param>
    private ManualTimer? TakeDue(long goal, ref long? last)
    {
        lock (_gate)
        {
            if (Next() is not { } next || next.Due > goal || next.Setting > last)
            {
                return null;
            }

            MoveTo(next.Due);
            if (_now >= goal)
            {
                last ??= _settings;
            }

            _timers.Remove(next);
            if (next.Period > 0)
            {
                Start(next, next.Due + next.Period);
            }

            return next;
        }
    }

    private ManualTimer? Next()
    {
        ManualTimer? next = null;
        foreach (var timer in _timers)
        {
            if (next is null || timer.Due < next.Due || (timer.Due == next.Due && timer.Setting < next.Setting))
            {
                next = timer;
            }
        }

        return next;
    }

    private void Start(ManualTimer timer, long due)
    {
        timer.Due = due;
        timer.Setting = ++_settings;
        _timers.Add(timer);
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            if (_waiting[i].Count <= _timers.Count)
            {
                _waiting[i].Reached.TrySetResult();
                _waiting.RemoveAt(i);
            }
        }
    }

    // Never back: a callback may have moved it beyond.
    private void MoveTo(long moment) => Volatile.Write(ref _now, Math.Max(_now, moment));
}
