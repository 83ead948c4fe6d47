using Perfolizer.Mathematics.QuantileEstimators;
using Weir.Lab.Measuring;
using Sample = Weir.Lab.Measuring.Sample;

namespace Weir.Lab.Statistics;

/// <summary>Makes figures of samples.</summary>
internal static class Summary
{
    /// <summary>The figures of the samples of one side.</summary>
    public static SideFigures Of(IReadOnlyList<Sample> samples, WorkloadMeasure measure)
    {
        double[] values = [.. samples.Select(sample => sample.PerUnit(measure))];
        double[] sorted = [.. values.Order()];
        var mean = values.Average();
        var units = samples.Sum(static sample => (double)sample.Units);
        return new SideFigures
        {
            UnitsPerSample = samples[0].Units,
            Mean = mean,
            Median = Quantile(sorted, 0.5),
            StandardDeviation = values.Length < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)),
            Min = sorted[0],
            Max = sorted[^1],
            P95 = Quantile(sorted, 0.95),
            P99 = Quantile(sorted, 0.99),
            OperationsPerSecond = units / Math.Max(1, samples.Sum(static sample => sample.Nanoseconds)) * 1e9,
            AllocatedBytes = samples.Sum(static sample => (double)sample.Bytes) / units,
            Gen0Collections = samples.Sum(static sample => sample.Gen0Collections),
            Samples = values,
        };
    }

    /// <summary>The median of values in any order.</summary>
    public static double Median(IEnumerable<double> values) => Quantile([.. values.Order()], 0.5);

    /// <summary>The value below which a share of sorted values lies: type 7 of Hyndman and Fan (1996), between two of them the line.</summary>
    internal static double Quantile(double[] sorted, double probability) => SimpleQuantileEstimator.Instance.Quantile(new Perfolizer.Sample(sorted), probability);
}
