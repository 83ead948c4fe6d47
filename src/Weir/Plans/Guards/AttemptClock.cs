namespace Weir;

/// <summary>
/// The time-out of one attempt. The token source and its timer are made when the step reads its token, or when it waits: most
/// steps that end at once do neither, and pay for two stores.
/// </summary>
internal sealed class AttemptClock
{
    private readonly Lock _gate = new();
    private long _started;
    private TimeSpan _limit;

    // Under _gate; the source outlives an attempt only if it was never cancelled and could be reset.
    private CancellationTokenSource? _source;
    private CancellationTokenRegistration _outer;
    private CancelScope? _scope;
    private bool _isArmed;

    /// <summary>Whether the step has asked for the token, so that it can see the time-out.</summary>
    public bool IsRead { get; private set; }

    public bool IsArmed => _isArmed;

    public long Started => _started;

    /// <summary>How long the attempt may take.</summary>
    public TimeSpan Limit => _limit;

    public void Start(long started, TimeSpan limit)
    {
        _started = started;
        _limit = limit;
        IsRead = false;
    }

    /// <summary>The token for the step.</summary>
    public CancellationToken Read(Frame frame)
    {
        IsRead = true;
        return Arm(frame);
    }

    /// <summary>Starts the timer if it does not run yet.</summary>
    public CancellationToken Arm(Frame frame)
    {
        lock (_gate)
        {
            if (!_isArmed)
            {
                ArmCore(frame);
                _isArmed = true;
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
                _scope = new CancelScope(frame.Stop);
                _scope.Begin(token);
            }

            return _scope;
        }
    }

    public TimeSpan Elapsed(TimeProvider time) => time.GetElapsedTime(_started);

    /// <summary>Whether the time is over; a stop of the run is something else.</summary>
    /// <remarks>A timer may ask while the attempt ends on another thread, so the source is read once.</remarks>
    public bool HasFired(Frame frame) => _isArmed && _source is { IsCancellationRequested: true } && !frame.Stop.IsStopping;

    /// <summary>The attempt ended. True: nobody was told of a time-out or of a stop, nor will be.</summary>
    public bool Stop()
    {
        if (!_isArmed)
        {
            return true;
        }

        lock (_gate)
        {
            // Not Dispose: it would wait for a callback that may be waiting for this lock.
            var isLinked = _outer.Token.CanBeCanceled;
            var isFree = !isLinked || _outer.Unregister();
            _outer = default;
            _isArmed = false;
            _scope = null;
            var source = _source!;
            if (isFree && source.TryReset())
            {
                return true;
            }

            // A source that was or will be cancelled is left to those who may still look at it.
            _source = null;
            if (isFree && !source.IsCancellationRequested)
            {
                source.Dispose();
            }

            return false;
        }
    }

    /// <summary>The attempt was left behind after its time-out: the run holds on to nothing of it.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _outer.Unregister();
        }
    }

    private void ArmCore(Frame frame)
    {
        var time = frame.Run.Time;
        var rest = _limit - time.GetElapsedTime(_started);
        if (rest < TimeSpan.Zero)
        {
            rest = TimeSpan.Zero;
        }

        if (ReferenceEquals(time, TimeProvider.System))
        {
            (_source ??= new CancellationTokenSource()).CancelAfter(rest);
        }
        else
        {
            _source?.Dispose();
            _source = new CancellationTokenSource(rest, time);
        }

        var outer = frame.Stop.Token;
        if (outer.CanBeCanceled)
        {
            _outer = outer.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        }
    }
}
