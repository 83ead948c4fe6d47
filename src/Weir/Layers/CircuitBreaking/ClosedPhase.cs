using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weir.Layers.CircuitBreaking;

/// <summary>
/// Calls are let through and counted. Successes are counted first and dated later, up to a batch at a time: whoever reads the clock, a failure or the success
/// that fills the batch, dates itself, and puts the others where those were that were dated last. So none counts for longer than it should. A batch
/// grows while calls are dense, and is one success again after a failure and when a batch took long.
/// </summary>
internal sealed class ClosedPhase(SampleSettings settings) : CircuitPhase
{
    private readonly Lock _gate = new();

    // Both under _gate.
    private readonly SampleWindow _window = new(settings);
    private long _lastDate = long.MinValue;

    // Written under _gate; those who count may see an older one.
    private int _batch = 1;

    // Only Interlocked.
    private PaddedCount _undated;

    /// <summary>Counts a success; false: the batch is full, and has to be dated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAdd() => Interlocked.Increment(ref _undated.Value) < _batch;

    /// <summary>Dates what was added, the last of it now.</summary>
    public void Date(long now)
    {
        lock (_gate)
        {
            // None are left where somebody else was faster.
            if (Interlocked.Exchange(ref _undated.Value, 0) is var successes and > 0)
            {
                _batch = _lastDate != long.MinValue && now - _lastDate <= settings.Dense ? Math.Min(2 * _batch, settings.Batch) : 1;
                _lastDate = Math.Max(now, _lastDate);
                _window.AddUndated(successes - 1, now);
                _window.Turn(now);
                _window.AddSuccess();
            }
        }
    }

    /// <summary>Counts a failure; true: it is one too many.</summary>
    public bool Fail(long now)
    {
        lock (_gate)
        {
            _batch = 1;
            _lastDate = Math.Max(now, _lastDate);
            _window.AddUndated(Interlocked.Exchange(ref _undated.Value, 0), now);
            _window.Turn(now);
            _window.AddFailure();
            return _window.IsTooMuch;
        }
    }

    // Processors fetch cache lines in pairs; what others read at each call is not to be on those that they write to.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct PaddedCount
    {
        [FieldOffset(128)]
        public long Value;
    }
}
