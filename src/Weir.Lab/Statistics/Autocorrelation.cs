namespace Weir.Lab.Statistics;

/// <summary>
/// How much less values that resemble those before them say than independent ones. The sum of autocorrelations is cut off where two neighbours together are no longer
/// positive: the initial positive sequence of Geyer, "Practical Markov Chain Monte Carlo" (1992). Taken of ranks, so that one outlier does not hide the rest.
/// </summary>
internal static class Autocorrelation
{
    /// <summary>The factor by which the variance of a mean grows over that of independent values; at least 1.</summary>
    public static double Inflation(ReadOnlySpan<double> values)
    {
        var ranks = CenteredRanks(values);
        var variance = Covariance(ranks, 0);
        if (variance <= 0)
        {
            return 1;
        }

        var sum = 0.0;
        var lag = 0;
        for (; lag + 1 < ranks.Length / 2; lag += 2)
        {
            var pair = (Covariance(ranks, lag) + Covariance(ranks, lag + 1)) / variance;
            if (pair <= 0)
            {
                break;
            }

            sum += pair;
        }

        // That the mean is of the same values takes from each autocorrelation about an n-th of the result.
        var lags = Math.Max(0, (2 * lag) - 1);
        var inflation = Math.Max(1, ((2 * sum) - 1) / (1 - ((double)lags / ranks.Length)));

        // It is itself an estimate, the less certain the larger it is: widened as Student's t is over the normal distribution, (z² + 1) / 2 = 4 degrees for the looks of a 95 % interval.
        return inflation * (1 + (4 * (inflation - 1) / ranks.Length));
    }

    // The mean over the pairs that there are: dividing by the number of all values would make late lags look small.
    private static double Covariance(double[] centered, int lag)
    {
        var sum = 0.0;
        for (var i = lag; i < centered.Length; i++)
        {
            sum += centered[i] * centered[i - lag];
        }

        return sum / (centered.Length - lag);
    }

    private static double[] CenteredRanks(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (var from = 0; from < sorted.Length;)
        {
            var to = from + 1;
            while (to < sorted.Length && sorted[to] == sorted[from])
            {
                to++;
            }

            // Equal values share the mean of their ranks.
            for (var i = from; i < to; i++)
            {
                ranks[order[i]] = ((from + to - 1) / 2.0) - ((sorted.Length - 1) / 2.0);
            }

            from = to;
        }

        return ranks;
    }
}
