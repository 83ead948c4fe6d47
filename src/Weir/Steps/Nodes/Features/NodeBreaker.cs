namespace Weir;

/// <summary>
/// Opens after so many failures in a row, is closed to all for a time, then lets so many calls try at once: the first that succeeds closes it for
/// good, one that fails opens it again. What was called before it changed does not count any more.
/// </summary>
internal sealed class NodeBreaker(NodeCircuitBreakerOptions options)
{
    private readonly Lock _gate = new();

    // All under _gate. A period is the time between two changes; calls carry the one in which they began.
    private DateTimeOffset? _openUntil;
    private int _failures;
    private int _trying;
    private int _period;

    /// <param name="now">The time.</param>
    /// <param name="period">What to leave with.</param>
    /// <param name="until">Until when it is open, where it refuses.</param>
    public bool TryEnter(DateTimeOffset now, out int period, out DateTimeOffset until)
    {
        lock (_gate)
        {
            period = _period;
            until = _openUntil > now ? _openUntil.Value : now;
            if (_openUntil is null)
            {
                return true;
            }

            if (now < _openUntil || _trying >= options.HalfOpenMaxCalls)
            {
                return false;
            }

            _trying++;
            return true;
        }
    }

    /// <param name="period">That of the entry.</param>
    /// <param name="isFailure">Whether the call failed; null: it says nothing about the service.</param>
    /// <param name="now">The time.</param>
    public void Leave(int period, bool? isFailure, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (period != _period)
            {
                return;
            }

            var isTrial = _openUntil is not null;
            if (isFailure is not { } failed)
            {
                _trying -= isTrial ? 1 : 0;
            }
            else if (failed && (isTrial || ++_failures >= options.FailureThreshold))
            {
                Change(now + options.RecoveryTimeout);
            }
            else if (!failed && isTrial)
            {
                Change(null);
            }
            else if (!failed)
            {
                _failures = 0;
            }
        }
    }

    private void Change(DateTimeOffset? openUntil)
    {
        _openUntil = openUntil;
        _failures = 0;
        _trying = 0;
        _period++;
    }
}
