namespace Weir;

/// <summary>The time-out of one attempt: a token that is made when the step reads it or waits, and one timer that is hardly ever set.</summary>
/// <remarks>
/// Setting and resetting a timer for every attempt costs 46 ns, most of which buys nothing. So a timer that is running
/// already (of the system's clock) is left running if it is not due later than the attempt; when it goes off it looks whether the attempt of that
/// moment is over time, and if not, waits for the rest. The state has a number that every attempt changes, so that a timer
/// that was on its way for one attempt cannot end the next.
/// </remarks>
internal sealed class AttemptClock
{
    private const long Idle = 0;
    private const long Armed = 1;
    private const long Fired = 2;
    private const long Attempt = 4;

    private readonly Lock _gate = new();

    // The lowest two bits are one of the above, the rest counts attempts. From armed on, who changes it first decides.
    private long _state;
    private long _started;
    private long _limit;
    private TimeSpan _timeout;
    private bool _isRead;
    private CancelScope? _scope;
    private AttemptWatch? _watch;

    // Under _gate. The timer is due at a timestamp, or not running where that is zero.
    private TimeProvider? _time;
    private ITimer? _timer;
    private long _timerDue;
    private CancellationTokenSource? _source;
    private CancellationToken _outer;
    private CancellationTokenRegistration _link;

    /// <summary>How long the attempt may take.</summary>
    public TimeSpan Limit => _timeout;

    /// <summary>The timestamp of the start of the attempt.</summary>
    public long Started => _started;

    /// <summary>Whether the time of the attempt is over, and somebody was told.</summary>
    public bool HasFired => (Volatile.Read(ref _state) & 3) == Fired;

    public void Start(long started, TimeSpan timeout)
    {
        _started = started;
        _timeout = timeout;
        _isRead = false;
    }

    /// <summary>The token for the step.</summary>
    public CancellationToken Read(Frame frame)
    {
        _isRead = true;
        return Arm(frame);
    }

    /// <summary>The attempt waits: who is told when its time is over.</summary>
    public void Wait(AttemptWatch watch, Frame frame)
    {
        bool hasFired;
        lock (_gate)
        {
            _watch = watch;
            if ((_state & 3) == Idle)
            {
                Arm(frame.Run.Time, frame.Stop.Token);
            }

            hasFired = HasFired;
        }

        if (hasFired)
        {
            // The time was over between the call and the wait for it, when there was nobody to tell.
            watch.TimeOut(_isRead);
        }
    }

    /// <summary>Sees to it that the token is cancelled when the time is over, or when the frame is to stop.</summary>
    public CancellationToken Arm(Frame frame)
    {
        lock (_gate)
        {
            if ((_state & 3) == Idle)
            {
                Arm(frame.Run.Time, frame.Stop.Token);
            }

            return _source!.Token;
        }
    }

    /// <summary>What stops the steps inside a guarded composite.</summary>
    public CancelScope Scope(Frame frame)
    {
        var token = Read(frame);
        lock (_gate)
        {
            if (_scope is null)
            {
                _scope = new AttemptScope(this, frame.Stop, frame.Address);
                _scope.Begin(token);
            }

            return _scope;
        }
    }

    public TimeSpan Elapsed(TimeProvider time) => time.GetElapsedTime(_started);

    /// <summary>The attempt ended. True: nobody was told of a time-out, nor will be.</summary>
    public bool Stop()
    {
        var state = Volatile.Read(ref _state);
        if ((state & 3) == Idle)
        {
            return true;
        }

        _scope?.Unlink();
        _scope = null;
        _watch = null;
        if (!ReferenceEquals(_time, TimeProvider.System))
        {
            StopTimer();
        }

        var isInTime = Interlocked.CompareExchange(ref _state, (state & ~3) + Attempt, (state & ~3) + Armed) == (state & ~3) + Armed;
        var isUntold = isInTime && _source!.TryReset();
        if (!isUntold)
        {
            // A source that was cancelled, or is about to be, is left to those who may still look at it.
            Unlink();
            _source = null;
            Volatile.Write(ref _state, (state & ~3) + Attempt);
        }

        return isUntold;
    }

    /// <summary>The attempt was left behind after its time-out: nothing holds on to it, and the clock is never used again.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            Unlink();
            _scope?.Unlink();
            _timer?.Dispose();
        }
    }

    /// <summary>The run ended: lets go of its token. That of the executor stays, for the next run has the same.</summary>
    public void EndRun(RunScope run)
    {
        if (!_outer.CanBeCanceled || _outer == run.Second)
        {
            return;
        }

        if (!_link.Unregister())
        {
            // A cancellation has come to the source, or is on its way.
            _source = null;
        }

        Unlink();
    }

    private void Arm(TimeProvider time, CancellationToken outer)
    {
        _source ??= new CancellationTokenSource();
        Link(outer);
        SetTimer(time);
        Volatile.Write(ref _state, _state + Armed);
    }

    private void Link(CancellationToken outer)
    {
        if (_outer == outer)
        {
            return;
        }

        Unlink();
        if (outer.CanBeCanceled)
        {
            _outer = outer;
            _link = outer.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        }
    }

    private void Unlink()
    {
        _link.Unregister();
        _link = default;
        _outer = default;
    }

    private void SetTimer(TimeProvider time)
    {
        if (!ReferenceEquals(_time, time))
        {
            _time = time;
            _timer = time.CreateTimer(static clock => ((AttemptClock)clock!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        _limit = (long)Math.Ceiling(_timeout.Ticks * ((double)time.TimestampFrequency / TimeSpan.TicksPerSecond));
        if (_timerDue == 0 || _timerDue > _started + _limit)
        {
            Schedule(time.GetTimestamp());
        }
    }

    private void Schedule(long now)
    {
        _timerDue = Math.Max(now, _started + _limit);
        var rest = _time!.GetElapsedTime(now, _timerDue);

        // Timers count whole milliseconds, and must not go off before the time.
        _timer!.Change(TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    /// <summary>A clock that is moved by hand must not find timers that mean nothing.</summary>
    private void StopTimer()
    {
        lock (_gate)
        {
            if (_timerDue != 0)
            {
                _timerDue = 0;
                _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>The timer went off, perhaps for an attempt that ended long ago.</summary>
    private void Ring()
    {
        CancellationTokenSource source;
        AttemptWatch? watch;
        bool isRead;
        lock (_gate)
        {
            _timerDue = 0;
            var state = Volatile.Read(ref _state);
            if ((state & 3) != Armed)
            {
                return;
            }

            var now = _time!.GetTimestamp();
            if (now < _started + _limit)
            {
                Schedule(now);
                return;
            }

            (source, watch, isRead) = (_source!, _watch, _isRead);
            if (Interlocked.CompareExchange(ref _state, (state & ~3) + Fired, state) != state)
            {
                return;
            }
        }

        source.Cancel();
        watch?.TimeOut(isRead);
    }
}
