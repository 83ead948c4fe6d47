namespace Weir.Lab.Statistics;

/// <summary>
/// The change of what is compared, over pairs of samples that come one after the other, with an interval that holds however early one stops.
/// </summary>
/// <remarks>
/// <para>
/// The change is 1 - exp(h), h being the Hodges-Lehmann median of the logarithms of optimized / baseline. Logarithms make the two sides equals: swapped, they give the same with the
/// other sign. The interval is that of the signed-rank test, from Walsh average to Walsh average. Which side of a pair came first was tossed: so whatever the machine did to one place
/// of a pair has the sign of a coin, and the interval holds for noise with heavy tails, with drift or with a memory. What the sides themselves carry from pair to pair no coin
/// can take away; there the ranks move outwards by the root of <see cref="Autocorrelation.Inflation"/>.
/// </para>
/// <para>
/// The interval is looked at after fixed numbers of pairs. Each look but the last may miss with an equal share of the level, the last one with all that is left; by Bonferroni's inequality
/// all looks together miss at most as often as the level says, whatever made one stop.
/// </para>
/// </remarks>
/// <param name="confidence">How often the interval holds the true change, as a share: 0.95.</param>
internal sealed class SequentialChange(double confidence)
{
    // About 1.7 times as many each time: the interval is a quarter narrower.
    private static readonly int[] Looks = [24, 41, 69, 118, 200, 340, 579, 984];

    private readonly List<double> _logs = [];
    private int _looks;
    private double _left = 1 - confidence;

    /// <summary>The most pairs that are of any use.</summary>
    public static int MaxPairs => Looks[^1];

    /// <summary>Whether it is time to look.</summary>
    public bool IsDue => _looks < Looks.Length && _logs.Count >= Looks[_looks];

    /// <summary>Whether no look is left but the last.</summary>
    public bool IsFull => _logs.Count >= MaxPairs;

    /// <summary>Takes one pair of samples, both of the same number of units; less than one nanosecond or byte counts as one.</summary>
    public void Add(double baseline, double optimized) => _logs.Add(LogRatio(baseline, optimized));

    /// <summary>Looks: gives the change so far, and spends what this look may miss.</summary>
    /// <param name="last">Whether nobody looks again.</param>
    public ChangeEstimate Look(bool last)
    {
        var alpha = last ? _left : Math.Min(_left, (1 - confidence) / Looks.Length);
        _left -= alpha;
        _looks++;
        return Estimate([.. _logs], alpha);
    }

    /// <summary>What <paramref name="logs"/> say, with an interval that misses with probability <paramref name="alpha"/>.</summary>
    public static ChangeEstimate Estimate(double[] logs, double alpha)
    {
        double[] sorted = [.. logs.Order()];
        var count = SignedRank.Averages(sorted.Length);
        var rank = SignedRank.LowerRank(sorted.Length, alpha);
        var middle = (count + 1) / 2.0;
        var lower = (long)Math.Floor(middle - ((middle - rank) * Math.Sqrt(Autocorrelation.Inflation(logs))));
        var change = Percent(WalshAverages.Median(sorted));
        return rank == 0 || lower < 1
            ? new ChangeEstimate(change, ChangeInterval.Unknown)
            : new ChangeEstimate(change, new ChangeInterval(
                Percent(WalshAverages.Select(sorted, count + 1 - lower)),
                Percent(WalshAverages.Select(sorted, lower))));
    }

    /// <summary>The logarithm of the ratio of a pair.</summary>
    public static double LogRatio(double baseline, double optimized) => Math.Log(Math.Max(1, optimized) / Math.Max(1, baseline));

    /// <summary>The change in percent that a logarithm is.</summary>
    public static double Percent(double log) => (1 - Math.Exp(log)) * 100;
}

/// <summary>A change in percent, positive is better, and its interval.</summary>
internal readonly record struct ChangeEstimate(double Change, ChangeInterval Interval);
