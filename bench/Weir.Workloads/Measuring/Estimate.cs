namespace Weir.Workloads.Measuring;

/// <summary>A median with the interval that holds the true one in 95 of 100 cases.</summary>
internal sealed record Estimate(double Value, double Low, double High)
{
    /// <summary>The median of <paramref name="values"/>, and its interval by order statistics, which assumes nothing about their distribution.</summary>
    public static Estimate OfMedian(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var outside = ValuesOutside(sorted.Length);
        return new Estimate(Median(sorted), sorted[outside], sorted[sorted.Length - 1 - outside]);
    }

    /// <summary>How two variants compare, round by round: what was slow for both in a round cancels out.</summary>
    public static Estimate OfRatio(Sample one, Sample other) => OfMedian(one.Nanoseconds.Zip(other.Nanoseconds, static (a, b) => a / b));

    /// <summary>How much more one variant takes than the other.</summary>
    public static Estimate OfDifference(Sample one, Sample other) => OfMedian(one.Nanoseconds.Zip(other.Nanoseconds, static (a, b) => a - b));

    public static double Median(double[] sorted)
    {
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    // The number of values below the true median is binomial with p = 1/2; each side may lose 2.5 %.
    private static int ValuesOutside(int count)
    {
        var probability = Math.Pow(0.5, count);
        var sum = 0.0;
        for (var below = 0; ; below++)
        {
            sum += probability;
            if (sum > 0.025)
            {
                return Math.Max(0, below - 1);
            }

            probability *= (count - below) / (below + 1.0);
        }
    }
}

/// <summary>What one variant took: per round and unit in time, per call in bytes.</summary>
internal sealed record Sample(Variant Variant, double[] Nanoseconds, double Bytes)
{
    public double Median => Estimate.Median([.. Nanoseconds.Order()]);
}
