using Perfolizer.Mathematics.Distributions.ContinuousDistributions;

namespace Weir.Lab.Statistics;

/// <summary>
/// The null distribution of Wilcoxon's signed-rank statistic, which says where in the sorted Walsh averages the ends of an interval stand.
/// Hollander, Wolfe, Chicken: Nonparametric Statistical Methods, 3rd edition (2014), sections 3.1 and 3.3.
/// </summary>
internal static class SignedRank
{
    // Beyond this the normal approximation is near enough; far out it is off to the safe side, for the tails of the statistic are the shorter ones.
    private const int MaxExact = 100;

    /// <summary>How many Walsh averages so many values have.</summary>
    public static long Averages(int count) => (long)count * (count + 1) / 2;

    /// <summary>
    /// The rank, counted from 1, of the Walsh average at which an interval begins that misses the true value with a probability of at most <paramref name="alpha"/>; it ends at the
    /// same rank from above. 0: so few values have no such interval.
    /// </summary>
    public static long LowerRank(int count, double alpha) => count <= MaxExact ? Exact(count, alpha / 2) : Approximate(count, alpha / 2);

    // Each rank is in the sum or not, by the toss of a coin: the distribution of the sum is made rank by rank.
    private static long Exact(int count, double tail)
    {
        var probabilities = new double[Averages(count) + 1];
        probabilities[0] = 1;
        for (var rank = 1; rank <= count; rank++)
        {
            for (var sum = (int)Averages(rank); sum >= 0; sum--)
            {
                probabilities[sum] = (probabilities[sum] + (sum >= rank ? probabilities[sum - rank] : 0)) / 2;
            }
        }

        var below = 0.0;
        var at = 0;
        while (at < probabilities.Length / 2 && below + probabilities[at] <= tail)
        {
            below += probabilities[at++];
        }

        return at;
    }

    private static long Approximate(int count, double tail)
    {
        var mean = Averages(count) / 2.0;
        var deviation = Math.Sqrt(count * (count + 1.0) * ((2.0 * count) + 1) / 24);
        var z = NormalDistribution.Standard.Quantile(1 - tail);
        return Math.Max(0, (long)Math.Floor(mean - (z * deviation) - 0.5) + 1);
    }
}
