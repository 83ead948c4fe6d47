using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>A count that many threads raise at once.</summary>
internal sealed class StripedCounter
{
    // 128 bytes apart: processors fetch cache lines in pairs.
    private const int Distance = 16;

    private readonly long[] _counts = new long[(Stripes.Count + 1) * Distance];

    /// <summary>The sum; what is read later is never less.</summary>
    public long Value
    {
        get
        {
            var sum = 0L;
            for (var i = 1; i <= Stripes.Count; i++)
            {
                sum += Volatile.Read(ref _counts[i * Distance]);
            }

            return sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Increment() => Interlocked.Increment(ref _counts[(Stripes.Current + 1) * Distance]);
}
