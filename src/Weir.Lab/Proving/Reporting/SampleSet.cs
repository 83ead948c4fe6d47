using Weir.Lab.Statistics;

namespace Weir.Lab.Proving.Reporting;

/// <summary>The samples of one side, as a plot needs them.</summary>
internal sealed class SampleSet
{
    private const int RugMarks = 300;

    private readonly double[] _sorted;

    private SampleSet(string name, string style, SideFigures figures) =>
        (Name, Style, Figures, _sorted) = (name, style, figures, [.. figures.Samples.Where(double.IsFinite).Order()]);

    /// <summary>What the side is called.</summary>
    public string Name { get; }

    /// <summary>The class by which the style sheet knows the side: <c>off</c> or <c>on</c>.</summary>
    public string Style { get; }

    public SideFigures Figures { get; }

    public IReadOnlyList<double> Sorted => _sorted;

    /// <summary>Both sides of a comparison; none that has no samples.</summary>
    public static IReadOnlyList<SampleSet> Of(Comparison comparison, SideNames names) =>
        [.. new SampleSet[] { new(names.Baseline, "off", comparison.Baseline), new(names.Optimized, "on", comparison.Optimized) }.Where(static set => set._sorted.Length > 0)];

    public double Quantile(double probability) => Summary.Quantile(_sorted, probability);

    /// <summary>How many samples an axis leaves out at its upper end.</summary>
    public int Above(Axis axis) => _sorted.Count(value => value > axis.High);

    /// <summary>How many samples an axis leaves out at its lower end.</summary>
    public int Below(Axis axis) => _sorted.Count(value => value < axis.Low);

    /// <summary>Samples that stand for all of them on an axis: every n-th in the order of size, with the least and the greatest.</summary>
    public IEnumerable<double> Thinned(Axis axis)
    {
        double[] seen = [.. _sorted.Where(axis.Contains)];
        var marks = Math.Min(seen.Length, RugMarks);
        return Enumerable.Range(0, marks).Select(at => seen[marks == 1 ? 0 : (int)((long)at * (seen.Length - 1) / (marks - 1))]);
    }

    /// <summary>The axis on which both sides show: as far as their samples go, without those far off.</summary>
    /// <remarks>
    /// On each side that is what lies within three times the distance of the quartiles from them, and at least 90 % of all (the outer fences of Tukey, 1977). Ratios, where the sides lie too far apart.
    /// </remarks>
    public static Axis AxisOf(IReadOnlyList<SampleSet> sets)
    {
        const double farApart = 8;
        var (low, high) = (sets.Min(static set => set.Fence(-1)), sets.Max(static set => set.Fence(1)));
        if (low > 0 && high / low > farApart)
        {
            var factor = Math.Pow(high / low, 0.04);
            return new Axis(low / factor, high * factor, IsLogarithmic: true);
        }

        // Where all samples are the same, the axis goes a tenth of them to both sides.
        var margin = high - low > Math.Abs(high) * 1e-9 ? (high - low) * 0.04 : Math.Max(Math.Abs(high) * 0.1, 1);
        return new Axis(low < 0 ? low - margin : Math.Max(0, low - margin), high + margin);
    }

    private double Fence(int side)
    {
        const double far = 3;
        var (lower, upper) = (Quantile(0.25), Quantile(0.75));
        return side < 0
            ? Math.Max(_sorted[0], Math.Min(Quantile(0.05), lower - far * (upper - lower)))
            : Math.Min(_sorted[^1], Math.Max(Quantile(0.95), upper + far * (upper - lower)));
    }
}
