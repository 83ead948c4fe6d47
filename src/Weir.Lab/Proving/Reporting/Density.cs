namespace Weir.Lab.Proving.Reporting;

/// <summary>How densely samples lie along an axis.</summary>
/// <remarks>
/// Every sample is a small normal curve; the density is their sum. Samples are counted in bins first, so that 10,000 cost no more than 100. The width of a curve is that of Silverman (1986), <i>Density
/// Estimation</i>, equation 3.31: 0.9 · min(standard deviation, distance of the quartiles / 1.34) · n^(-1/5), on the scale of the axis; and at least what can be seen.
/// </remarks>
internal static class Density
{
    /// <summary>How many points the curve has.</summary>
    public const int Points = 161;

    private const double LeastWidth = 0.006;

    /// <summary>The heights of the curve at points of equal distance along the axis, the highest of which is 1.</summary>
    public static double[] Of(SampleSet samples, Axis axis)
    {
        double[] shares = [.. samples.Sorted.Where(axis.Contains).Select(axis.Share)];
        var bins = Bins(shares);
        var kernel = Kernel(Width(shares));
        var curve = new double[Points];
        for (var at = 0; at < Points; at++)
        {
            for (var offset = -kernel.Length + 1; offset < kernel.Length; offset++)
            {
                curve[at] += at + offset is >= 0 and < Points ? bins[at + offset] * kernel[Math.Abs(offset)] : 0;
            }
        }

        var highest = curve.Max();
        return highest > 0 ? [.. curve.Select(height => height / highest)] : curve;
    }

    // A sample between two points counts for both, for the nearer one more.
    private static double[] Bins(double[] shares)
    {
        var bins = new double[Points + 1];
        foreach (var share in shares)
        {
            var place = Math.Clamp(share, 0, 1) * (Points - 1);
            var at = (int)place;
            bins[at] += 1 - (place - at);
            bins[at + 1] += place - at;
        }

        return bins;
    }

    private static double Width(double[] sorted)
    {
        if (sorted.Length < 2)
        {
            return LeastWidth;
        }

        var mean = sorted.Average();
        var deviation = Math.Sqrt(sorted.Sum(value => (value - mean) * (value - mean)) / (sorted.Length - 1));
        var quartiles = sorted[(sorted.Length - 1) * 3 / 4] - sorted[(sorted.Length - 1) / 4];
        var spread = quartiles > 0 ? Math.Min(deviation, quartiles / 1.34) : deviation;
        return Math.Max(LeastWidth, 0.9 * spread * Math.Pow(sorted.Length, -0.2));
    }

    private static double[] Kernel(double width)
    {
        var step = 1.0 / (Points - 1) / width;
        return [.. Enumerable.Range(0, (int)Math.Ceiling(4 / step) + 1).Select(at => Math.Exp(-0.5 * at * step * at * step))];
    }
}
