namespace Weir.Layers.Concurrency;

/// <summary>Looks from time to time whether somebody has waited too long, by one clock. As all wait equally long, the first in the row is the first to have done so.</summary>
internal sealed class QueueWatch(FairLimit limit, TimeProvider time)
{
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private volatile bool _isOn;

    public TimeProvider Time => time;

    /// <summary>Whether it will look again. Becomes false in the gate of the limit, when nobody waits.</summary>
    public bool IsOn
    {
        get => _isOn;
        set => _isOn = value;
    }

    /// <summary>Makes it look, in so long a time, if it does not already.</summary>
    public void Start(TimeSpan due)
    {
        if (_isOn)
        {
            return;
        }

        var timer = NeedTimer();
        _isOn = true;
        try
        {
            timer.Change(due, Timeout.InfiniteTimeSpan);
        }
        catch
        {
            _isOn = false;
            throw;
        }
    }

    private ITimer NeedTimer()
    {
        lock (_gate)
        {
            if (_timer is null)
            {
                // It serves many runs, and is to hold the async locals of none.
                using var flow = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
                _timer = time.CreateTimer(static watch => ((QueueWatch)watch!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            return _timer;
        }
    }

    private void Look()
    {
        if (limit.Expire(this) is { } left)
        {
            _timer!.Change(left, Timeout.InfiniteTimeSpan);
        }
    }
}
