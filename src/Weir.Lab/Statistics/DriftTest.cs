using Perfolizer;
using Perfolizer.Mathematics.SignificanceTesting.Base;
using Perfolizer.Mathematics.SignificanceTesting.MannWhitney;
using Perfolizer.Metrology;

namespace Weir.Lab.Statistics;

/// <summary>Compares the first samples with the last.</summary>
internal static class DriftTest
{
    private const double MaxPoints = 3;
    private const double Chance = 0.001;
    private const int LeastAtAnEnd = 8;

    /// <summary>The drift of pairs of samples, in the order of measuring.</summary>
    public static Drift Of(IReadOnlyList<double> baseline, IReadOnlyList<double> optimized)
    {
        double[] logs = [.. baseline.Zip(optimized, SequentialChange.LogRatio)];
        var end = Math.Max(logs.Length / 10, Math.Min(LeastAtAnEnd, logs.Length / 2));
        if (end == 0)
        {
            return new Drift(0, 0, 0, IsSteady: true);
        }

        var change = ChangeOf(logs[^end..]) - ChangeOf(logs[..end]);
        var isSteady = Math.Abs(change) <= MaxPoints || MannWhitney(logs[..end], logs[^end..]) >= Chance;
        return new Drift(Growth(baseline, end), Growth(optimized, end), change, isSteady);
    }

    private static double ChangeOf(double[] logs) => SequentialChange.Percent(WalshAverages.Median([.. logs.Order()]));

    private static double Growth(IReadOnlyList<double> values, int end)
    {
        var first = Math.Max(1, Summary.Median(values.Take(end)));
        return ((Math.Max(1, Summary.Median(values.TakeLast(end))) / first) - 1) * 100;
    }

    private static double MannWhitney(double[] first, double[] last) =>
        MannWhitneyTest.Instance.Perform(new Sample(first), new Sample(last), AlternativeHypothesis.TwoSides, Threshold.Zero).PValue;
}
