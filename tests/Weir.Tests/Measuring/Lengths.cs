using FsCheck;
using FsCheck.Fluent;

namespace Weir.Tests.Measuring;

/// <summary>Random durations of many shapes, and what is exactly true of them.</summary>
internal static class Lengths
{
    public static readonly double[] Percentages = [0, 1, 10, 25, 50, 75, 90, 95, 99, 99.9, 100];

    private const long Year = 31_536_000_000_000_000;

    // Each draws one length; a list is of one shape or of a mix of two.
    private static readonly Func<Random, long>[] Shapes =
    [
        static _ => 0,
        static _ => 1_000_003,
        static random => random.Next(64),
        static random => random.Next(50, 140),
        static random => random.NextInt64(1_000_000_000),
        static random => random.NextInt64(1L << random.Next(1, 45)),
        static random => (1L << random.Next(1, 45)) - random.Next(2),
        static random => (long)(1_000 * Math.Pow(1 - random.NextDouble(), -1.5)),
        static random => (long)(-Math.Log(1 - random.NextDouble()) * 250_000),
        static random => random.Next(100) == 0 ? 3_600_000_000_000 : random.Next(20, 40),
    ];

    public static Arbitrary<long[]> OnTheScale { get; } = Arbitrary(Shapes);

    public static Arbitrary<long[]> Any { get; } = Arbitrary([.. Shapes, static random => random.NextInt64(Year), static random => -random.Next(5), static _ => long.MaxValue / 4096]);

    public static LatencySnapshot Record(IEnumerable<long> lengths)
    {
        var histogram = new LatencyHistogram();
        foreach (var length in lengths)
        {
            histogram.Record(length);
        }

        return histogram.Read();
    }

    /// <summary>By nearest rank, from the sorted values themselves.</summary>
    public static long Percentile(long[] lengths, double percentage)
    {
        long[] sorted = [.. lengths.Order()];
        return sorted[Math.Max(1, (int)Math.Ceiling((decimal)percentage * sorted.Length / 100)) - 1];
    }

    public static double RootMeanSquare(IEnumerable<double> values) => Math.Sqrt(values.Average(static value => value * value));

    public static double StandardDeviation(long[] lengths)
    {
        var mean = lengths.Average();
        return RootMeanSquare(lengths.Select(length => length - mean));
    }

    private static Arbitrary<long[]> Arbitrary(Func<Random, long>[] shapes) => Arb.From(
        Gen.Choose(0, int.MaxValue).Select(seed =>
        {
            var random = new Random(seed);
            var (one, other) = (shapes[random.Next(shapes.Length)], shapes[random.Next(shapes.Length)]);
            var share = random.Next(3) == 0 ? random.NextDouble() : 0;
            return Enumerable.Range(0, random.Next(1, 1 << random.Next(1, 12))).Select(_ => random.NextDouble() < share ? other(random) : one(random)).ToArray();
        }),
        static all => all.Length > 1 ? [all[..(all.Length / 2)], all[(all.Length / 2)..]] : []);
}
