using System.Numerics;
using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>The buckets of all histograms: which one a value falls into, and where each begins and ends.</summary>
/// <remarks>
/// Log-linear, as in HdrHistogram (Gil Tene, https://hdrhistogram.github.io/HdrHistogram/): each power of two is cut into 32 buckets
/// of equal width, values below 64 have one each. A bucket is no wider than 1/32 of where it begins, so its middle is off by 1/64 of the
/// value at most. The scale is fixed, so any two histograms can be added bucket by bucket.
/// </remarks>
internal static class LatencyScale
{
    /// <summary>Values from here on, about 9.8 hours, are only counted together.</summary>
    public const long Limit = 1L << 45;

    /// <summary>The bucket of all values that are beyond the scale.</summary>
    public const int Overflow = ((45 - 1 - Bits) * Parts) + (2 * Parts);

    public const int Buckets = Overflow + 1;

    private const int Bits = 5;
    private const int Parts = 1 << Bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IndexOf(long value)
    {
        if ((ulong)value >= Limit)
        {
            return value < 0 ? 0 : Overflow;
        }

        var shift = BitOperations.Log2((ulong)value | Parts) - Bits;
        return (shift * Parts) + (int)(value >> shift);
    }

    /// <summary>The bucket of that index.</summary>
    public static LatencyBucket Bucket(int index, long count) => new(Start(index), index == Overflow ? long.MaxValue : Start(index + 1), count);

    private static long Start(int index)
    {
        var shift = Math.Max(0, (index / Parts) - 1);
        return (long)(index - (shift * Parts)) << shift;
    }
}
