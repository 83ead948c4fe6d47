namespace Weir;

internal sealed partial class WorkflowScheduler
{
    // A second thread costs more than it brings where steps are shorter than it takes to wake one (spike: 2 to 5 times).
    private const int FewSteps = 16;
    private static readonly TimeSpan ShortStep = TimeSpan.FromMicroseconds(2);
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromMilliseconds(2);

    // How long a pump keeps its thread while others may want it.
    private static readonly TimeSpan PumpTime = TimeSpan.FromMilliseconds(5);

    // True from the call of a pump until it begins; one at a time is on its way. All under _gate.
    private bool _pumpCalled;
    private bool _areShort;
    private int _endedAtOnce;
    private long _busy;
    private int _takes;
    private int _takesSeen;
    private ITimer? _watch;

    private void CallPump()
    {
        lock (_gate)
        {
            if (!HasWork || _pumpCalled)
            {
                return;
            }

            _pumpCalled = true;
        }

        RunQueue.Queue(this);
    }

    private bool HasWork => !_stopped && _inFlight < _session.MaxParallel && _ready.MayHaveSome;

    /// <summary>Whether another pump is to be called beside the one that is about to start a step. Under the lock.</summary>
    private bool WantsPump()
    {
        if (_pumpCalled || !HasWork)
        {
            return false;
        }

        if (!_areShort)
        {
            return true;
        }

        // The step that starts now may be the one that is long: somebody has to look.
        _watch ??= _session.Time.CreateTimer(static self => ((WorkflowScheduler)self!).Look(), this, WatchPeriod, WatchPeriod);
        return false;
    }

    /// <summary>Calls another pump where nothing was taken since the last look, though something could be.</summary>
    private void Look()
    {
        lock (_gate)
        {
            var isStuck = _takes == _takesSeen && HasWork && !_pumpCalled;
            _takesSeen = _takes;
            if (!isStuck)
            {
                return;
            }

            _areShort = false;
            _pumpCalled = true;
        }

        RunQueue.Queue(this);
    }

    /// <summary>A clock that is moved by hand, or an order that is chosen, is not looked at.</summary>
    private bool CanBeShort => ReferenceEquals(_session.Time, TimeProvider.System) && RunQueue.Here is null;

    /// <summary>Learns from a step that ended without waiting. Under the lock.</summary>
    private void Learn(long took)
    {
        _busy += took;
        if (++_endedAtOnce == FewSteps)
        {
            _areShort = CanBeShort && _session.Time.GetElapsedTime(0, _busy) < ShortStep * FewSteps;
            (_busy, _endedAtOnce) = (0, 0);
        }
    }

    private bool IsOverTime(long began, long now) => now - began > _pumpTicks;
}
