using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>Counts durations by their length: any thread records at any time, nothing is lost, and memory stays the same.</summary>
/// <remarks>
/// Recording is two interlocked additions to the stripe of the thread, whatever was recorded before. A stripe is made when a thread
/// needs it first; all of them together are at most 8 times 10.5 KB. The scale is that of <see cref="LatencyScale"/>.
/// </remarks>
internal sealed class LatencyHistogram
{
    // A stripe: these three, a gap to the next cache line, and one count for each bucket.
    private const int Sum = 0;
    private const int Min = 1;
    private const int Max = 2;
    private const int First = 8;

    private readonly long[]?[] _stripes = new long[Stripes.Count][];

    /// <summary>Records one duration.</summary>
    /// <param name="nanoseconds">How long it was; less than zero, which a clock that was set back gives, counts as zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Record(long nanoseconds)
    {
        var index = Stripes.Current;
        var stripe = _stripes[index] ?? Make(index);
        nanoseconds = Math.Max(0, nanoseconds);

        // The count last: a reader takes it first, so whatever it has counted is in the other three.
        if (nanoseconds < stripe[Min] || nanoseconds > stripe[Max])
        {
            Widen(stripe, nanoseconds);
        }

        if (Interlocked.Add(ref stripe[Sum], nanoseconds) < 0)
        {
            Volatile.Write(ref stripe[Sum], long.MaxValue);
        }

        Interlocked.Increment(ref stripe[First + LatencyScale.IndexOf(nanoseconds)]);
    }

    /// <summary>What was recorded so far. Other threads may record meanwhile: what they add is in it wholly, in part or not at all.</summary>
    public LatencySnapshot Read()
    {
        var counts = new long[LatencyScale.Buckets];
        var (sum, min, max) = (0L, long.MaxValue, 0L);
        for (var i = 0; i < _stripes.Length; i++)
        {
            if (Volatile.Read(ref _stripes[i]) is not { } stripe)
            {
                continue;
            }

            for (var bucket = 0; bucket < counts.Length; bucket++)
            {
                counts[bucket] += Volatile.Read(ref stripe[First + bucket]);
            }

            sum = Add(sum, Volatile.Read(ref stripe[Sum]));
            min = Math.Min(min, Volatile.Read(ref stripe[Min]));
            max = Math.Max(max, Volatile.Read(ref stripe[Max]));
        }

        return LatencySnapshot.Of(counts, sum, min, max);
    }

    /// <summary>The sum of two totals, which ends at the largest number that there is; one that has just gone beyond is negative.</summary>
    public static long Add(long one, long other) => other < 0 || one > long.MaxValue - other ? long.MaxValue : one + other;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Widen(long[] stripe, long value)
    {
        for (var seen = Volatile.Read(ref stripe[Min]); value < seen;)
        {
            seen = Interlocked.CompareExchange(ref stripe[Min], value, seen);
        }

        for (var seen = Volatile.Read(ref stripe[Max]); value > seen;)
        {
            seen = Interlocked.CompareExchange(ref stripe[Max], value, seen);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long[] Make(int index)
    {
        var stripe = new long[First + LatencyScale.Buckets];
        stripe[Min] = long.MaxValue;
        return Interlocked.CompareExchange(ref _stripes[index], stripe, null) ?? stripe;
    }
}
