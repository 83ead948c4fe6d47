using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weir.Layers.CircuitBreaking;

/// <summary>
/// Calls are let through and counted. Successes are counted first and dated later, up to a batch at a time: whoever reads the clock, a failure or the success
/// that fills the batch, dates itself, and puts the others where those were that were dated last. So none counts for longer than it should. A batch
/// grows while calls are dense, and is one success again after a failure and when a batch took long.
/// </summary>
internal sealed class ClosedPhase(Circuit circuit, SampleSettings settings) : CircuitPhase(circuit)
{
    private readonly Lock _gate = new();

    // Both under _gate.
    private readonly SampleWindow _window = new(settings);
    private long _lastDate = long.MinValue;

    private Tally _tally = new() { Batch = 1, Time = circuit.Time };

    /// <summary>Whether a new call on a clock belongs to this phase.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Takes(TimeProvider time) => !_tally.IsOver && ReferenceEquals(_tally.Time, time);

    /// <summary>New calls belong to what comes after this phase.</summary>
    public void End() => Volatile.Write(ref _tally.IsOver, true);

    /// <summary>Counts a success; false: the batch is full, and has to be dated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAdd() => Interlocked.Increment(ref _tally.Undated) < _tally.Batch;

    /// <summary>Dates what was added, the last of it now.</summary>
    public void Date(long now)
    {
        lock (_gate)
        {
            // None are left where somebody else was faster.
            if (Interlocked.Exchange(ref _tally.Undated, 0) is var successes and > 0)
            {
                _tally.Batch = _lastDate != long.MinValue && now - _lastDate <= settings.Dense ? Math.Min(2 * _tally.Batch, settings.Batch) : 1;
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
            _tally.Batch = 1;
            _lastDate = Math.Max(now, _lastDate);
            _window.AddUndated(Interlocked.Exchange(ref _tally.Undated, 0), now);
            _window.Turn(now);
            _window.AddFailure();
            return _window.IsTooMuch;
        }
    }

    // A call touches these and nothing else of the phase, on a cache line that it has to own anyway; what lies behind, of another breaker perhaps, is on the next.
    [StructLayout(LayoutKind.Explicit, Size = 80)]
    private struct Tally
    {
        /// <summary>Successes without a date. Only Interlocked.</summary>
        [FieldOffset(0)]
        public long Undated;

        /// <summary>How many of them are dated together. Written under _gate; those who count may see an older one.</summary>
        [FieldOffset(8)]
        public int Batch;

        /// <summary>Whether another phase has come.</summary>
        [FieldOffset(12)]
        public bool IsOver;

        /// <summary>The clock.</summary>
        [FieldOffset(16)]
        public TimeProvider Time;
    }
}
