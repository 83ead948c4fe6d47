namespace Weir.Layers.CircuitBreaking;

/// <summary>
/// A breaker on one clock. It is in one phase at a time, closed or open, and is half-open while it is open and a call tries. A call belongs to the phase that
/// it began in: what comes of it once there is another phase says nothing of that one.
/// </summary>
internal sealed class Circuit
{
    private readonly CircuitBreakingOptions _options;
    private readonly SampleSettings _settings;
    private readonly long _break;

    // Replaced by whoever saw that which it replaces, so that one call tries, and one closes or opens it.
    private volatile CircuitPhase _phase;

    /// <param name="options">The options.</param>
    /// <param name="time">The clock.</param>
    /// <param name="batch">How many successes may share a reading of the clock; at 16 it costs little beside counting them.</param>
    public Circuit(CircuitBreakingOptions options, TimeProvider time, int batch = 16)
    {
        Time = time;
        _options = options;
        _settings = new SampleSettings(options, time.TimestampFrequency, batch);
        _break = SampleSettings.Timestamps(options.BreakDuration, time.TimestampFrequency);
        _phase = new ClosedPhase(this, _settings);
    }

    public TimeProvider Time { get; }

    public CircuitPhase Phase => _phase;

    /// <summary>The phase to which a new call belongs; null: the call is refused.</summary>
    /// <param name="until">If it is refused: until when all are.</param>
    public CircuitPhase? Ask(out DateTimeOffset until)
    {
        until = default;
        while (_phase is OpenPhase open)
        {
            var now = Time.GetTimestamp();
            if (now < open.Until)
            {
                until = open.UntilUtc;
                return null;
            }

            // One that never ends keeps others from trying for no longer than a break.
            var trial = NewOpen(now);
            if (Interlocked.CompareExchange(ref _phase, trial, open) == open)
            {
                return trial;
            }
        }

        return _phase;
    }

    /// <summary>Counts what came of a call.</summary>
    /// <param name="began">The phase to which it belongs.</param>
    /// <param name="verdict">What it was.</param>
    public void Count(CircuitPhase began, CallVerdict verdict)
    {
        if (_phase != began)
        {
            return;
        }

        if (began is ClosedPhase closed)
        {
            CountClosed(closed, verdict);
            return;
        }

        Interlocked.CompareExchange(
            ref _phase,
            verdict switch
            {
                CallVerdict.Success => new ClosedPhase(this, _settings),
                CallVerdict.Failure => NewOpen(Time.GetTimestamp()),
                // A call that tried and said nothing: the next one may try.
                _ => new OpenPhase(this, long.MinValue, default),
            },
            began);
    }

    private void CountClosed(ClosedPhase closed, CallVerdict verdict)
    {
        if (verdict == CallVerdict.Failure)
        {
            var now = Time.GetTimestamp();
            if (closed.Fail(now))
            {
                closed.End();
                Interlocked.CompareExchange(ref _phase, NewOpen(now), closed);
            }
        }
        else if (verdict == CallVerdict.Success && !closed.TryAdd())
        {
            closed.Date(Time.GetTimestamp());
        }
    }

    private OpenPhase NewOpen(long now) => new(this, now + _break, Time.GetUtcNow() + _options.BreakDuration);
}
