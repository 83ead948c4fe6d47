using System.Globalization;
using System.Text;
using System.Xml.Linq;
using static Weir.Lab.Proving.Reporting.Markup;

namespace Weir.Lab.Proving.Reporting;

/// <summary>How the samples of both sides are distributed: for each a density, a box from quartile to quartile with whiskers to the 5th and 95th percentile, and the samples themselves, on one axis.</summary>
internal static class DistributionPlot
{
    public static XElement Draw(IReadOnlyList<SampleSet> sets, Axis axis, WorkloadMeasure measure)
    {
        var marks = axis.Marks(measure);
        return Tag(
            "figure", Class("lanes distribution"), Has("data-axis", Numbers([axis.Low, axis.High, axis.IsLogarithmic ? 1 : 0])), Has("data-measure", measure == WorkloadMeasure.Time ? "time" : "bytes"),
            Tag("figcaption", Tag("strong", "Distribution"), Tag("span", Class("readout"), Has("aria-live", "polite"))),
            sets.SelectMany(set => Lane(set, axis, marks, measure)),
            Tag("div", Class("side")), axis.Labels(marks, mark => Wording.Mark(mark, measure)),
            Tag("p", Class("note"), Note(sets, axis, measure)));
    }

    private static IEnumerable<XElement> Lane(SampleSet set, Axis axis, IReadOnlyList<double> marks, WorkloadMeasure measure) =>
    [
        Tag("div", Class($"side {set.Style}"), set.Name),
        Tag(
            "svg", Class($"lane {set.Style}"), Has("height", "92"), Has("role", "img"), Has("data-quantiles", Numbers(Enumerable.Range(0, 51).Select(at => set.Quantile(at / 50.0)))), Has("data-side", set.Name),
            Tag("title", Describe(set, measure)),
            Axis.Grid(axis, marks),
            Tag("svg", Has("viewBox", $"0 0 {Density.Points - 1} 100"), Has("preserveAspectRatio", "none"), Has("width", "100%"), Has("height", "60"), Has("y", "4"), Tag("path", Class("density"), Has("d", Curve(set, axis)))),
            Axis.Line(axis.At(set.Quantile(0.05)), "68", "74", "whisker"),
            Axis.Line(axis.At(set.Quantile(0.95)), "68", "74", "whisker"),
            Tag("line", Class("whisker"), Has("x1", axis.At(set.Quantile(0.05))), Has("x2", axis.At(set.Quantile(0.95))), Has("y1", "71"), Has("y2", "71")),
            Tag("rect", Class("box"), Has("x", axis.At(set.Quantile(0.25))), Has("width", axis.Between(set.Quantile(0.25), set.Quantile(0.75))), Has("y", "67"), Has("height", "8")),
            Axis.Line(axis.At(set.Figures.Median), "65", "77", "median"),
            Tag("svg", Has("viewBox", "0 0 1000 1"), Has("preserveAspectRatio", "none"), Has("width", "100%"), Has("height", "7"), Has("y", "81"), Tag("path", Class("rug"), Has("d", Rug(set, axis))))),
    ];

    private static string Describe(SampleSet set, WorkloadMeasure measure) => string.Create(
        CultureInfo.InvariantCulture,
        $"{set.Name}: {set.Figures.Count} samples, median {Wording.Value(set.Figures.Median, measure)}, half of them from {Wording.Value(set.Quantile(0.25), measure)} to {Wording.Value(set.Quantile(0.75), measure)}, 90 % of them from {Wording.Value(set.Quantile(0.05), measure)} to {Wording.Value(set.Quantile(0.95), measure)}");

    private static string Curve(SampleSet set, Axis axis)
    {
        var heights = Density.Of(set, axis);
        var path = new StringBuilder("M0 100");
        for (var at = 0; at < heights.Length; at++)
        {
            path.Append(CultureInfo.InvariantCulture, $"L{at} {100 - 98 * heights[at]:0.#}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"L{heights.Length - 1} 100").ToString();
    }

    private static string Rug(SampleSet set, Axis axis)
    {
        var path = new StringBuilder();
        foreach (var place in set.Thinned(axis).Select(value => (int)Math.Round(axis.Share(value) * 1000)).Distinct())
        {
            path.Append(CultureInfo.InvariantCulture, $"M{place} 0v1");
        }

        return path.ToString();
    }

    private static string Note(IReadOnlyList<SampleSet> sets, Axis axis, WorkloadMeasure measure)
    {
        var note = new StringBuilder("Density, each as high as its lane; box: quartiles and median; whiskers: 5th and 95th percentile.");
        note.Append(axis.IsLogarithmic ? " Logarithmic scale." : "");
        foreach (var set in sets)
        {
            var (below, above) = (set.Below(axis), set.Above(axis));
            note.Append(below > 0 ? $" {Some(below)} of {set.Name} left of the plot, down to {Wording.Value(set.Sorted[0], measure)}." : "");
            note.Append(above > 0 ? $" {Some(above)} of {set.Name} right of the plot, up to {Wording.Value(set.Sorted[^1], measure)}." : "");
        }

        return note.ToString();
    }

    private static string Some(int count) => count == 1 ? "One sample" : string.Create(CultureInfo.InvariantCulture, $"{count:#,0} samples");

    private static string Numbers(IEnumerable<double> values) => string.Join(' ', values.Select(static value => value.ToString("G5", CultureInfo.InvariantCulture)));
}
