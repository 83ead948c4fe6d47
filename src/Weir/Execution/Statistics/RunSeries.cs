using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>What is counted of the runs of one name.</summary>
/// <remarks>
/// A run writes when it begins and when it ends, always in this order: begun; its duration; and, if it did not complete, how it ended. A reader
/// goes the other way, so no figure that is a difference of two is ever negative.
/// </remarks>
internal sealed class RunSeries(string name, ErrorCounter errors, TimeProvider time)
{
    private readonly double _nanosecondsPerTick = 1e9 / time.TimestampFrequency;
    private readonly ThreadCounter _begun = new();
    private readonly LatencyHistogram _durations = new();
    private long _failed;
    private long _timedOut;
    private long _cancelled;
    private long _paused;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Begin() => _begun.Increment();

    /// <summary>A run ends.</summary>
    /// <param name="ticks">How long it took, in the unit of the clock.</param>
    /// <param name="failure">Why it did not complete; null if it did.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(long ticks, StepFailure? failure)
    {
        _durations.Record((long)(ticks * _nanosecondsPerTick));
        if (failure is not null)
        {
            EndIncomplete(failure.Status, failure);
        }
    }

    /// <summary>The same for a run of which more than one step may have failed.</summary>
    public void End(TimeSpan duration, RunStatus status, StepFailure? failure)
    {
        _durations.Record(duration.Ticks * TimeSpan.NanosecondsPerTick);
        switch (status)
        {
            case RunStatus.Failed:
                EndIncomplete(StepStatus.Failed, failure);
                break;
            case RunStatus.Cancelled:
                EndIncomplete(StepStatus.Cancelled, failure);
                break;
            case RunStatus.Paused:
                EndIncomplete(StepStatus.Paused, failure);
                break;
        }
    }

    public RunMetrics Read()
    {
        var timedOut = Volatile.Read(ref _timedOut);
        var failed = Volatile.Read(ref _failed);
        var cancelled = Volatile.Read(ref _cancelled);
        var paused = Volatile.Read(ref _paused);
        var durations = _durations.Read();
        return new RunMetrics(name, _begun.Value, durations) { Failed = failed, TimedOut = timedOut, Cancelled = cancelled, Paused = paused };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EndIncomplete(StepStatus status, StepFailure? failure)
    {
        switch (status)
        {
            case StepStatus.Cancelled:
                Interlocked.Increment(ref _cancelled);
                break;
            case StepStatus.Paused:
                Interlocked.Increment(ref _paused);
                break;
            default:
                Interlocked.Increment(ref _failed);
                var type = failure?.ErrorType;
                if (type == typeof(StepTimeoutException))
                {
                    Interlocked.Increment(ref _timedOut);
                }

                errors.Add(type);
                break;
        }
    }
}
