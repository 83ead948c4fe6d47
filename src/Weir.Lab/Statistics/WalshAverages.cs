namespace Weir.Lab.Statistics;

/// <summary>
/// The means of all pairs of values, each value also with itself. Their median is the estimate of Hodges and Lehmann (1963).
/// </summary>
/// <remarks>
/// They are never made, for there are half a million of a thousand values. How many are at most x is counted in one walk over the sorted values; halving the range of x finds the
/// one of a rank, as in Johnson and Mizoguchi, "Selecting the Kth Element in X + Y" (1978), with a simpler choice of x.
/// </remarks>
internal static class WalshAverages
{
    // Values are logarithms of ratios: this is a ten-billionth of a percent.
    private const double Resolution = 1e-12;

    /// <summary>The average of a rank.</summary>
    /// <param name="sorted">The values, in order; at least one.</param>
    /// <param name="rank">From 1 to the number of averages.</param>
    public static double Select(ReadOnlySpan<double> sorted, long rank)
    {
        var (low, high) = (sorted[0], sorted[^1]);
        if (CountUpTo(sorted, low).Count >= rank)
        {
            return low;
        }

        while (high - low > Resolution)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                break;
            }

            (low, high) = CountUpTo(sorted, middle).Count >= rank ? (low, middle) : (middle, high);
        }

        return CountUpTo(sorted, high).Largest;
    }

    /// <summary>The median of all averages.</summary>
    public static double Median(ReadOnlySpan<double> sorted)
    {
        var count = SignedRank.Averages(sorted.Length);
        var middle = Select(sorted, (count + 1) / 2);
        return count % 2 == 1 ? middle : (middle + Select(sorted, (count / 2) + 1)) / 2;
    }

    /// <summary>How many averages are at most <paramref name="limit"/>, and which of these is the largest.</summary>
    private static (long Count, double Largest) CountUpTo(ReadOnlySpan<double> sorted, double limit)
    {
        var count = 0L;
        var largest = sorted[0];
        var last = sorted.Length - 1;
        for (var first = 0; first <= last; first++)
        {
            while (last >= first && (sorted[first] + sorted[last]) / 2 > limit)
            {
                last--;
            }

            if (last >= first)
            {
                count += last - first + 1;
                largest = Math.Max(largest, (sorted[first] + sorted[last]) / 2);
            }
        }

        return (count, largest);
    }
}
