using System.Globalization;
using System.Xml.Linq;
using static Weir.Lab.Proving.Reporting.Markup;

namespace Weir.Lab.Proving.Reporting;

/// <summary>One line of a forest plot.</summary>
/// <param name="Label">What it is about.</param>
/// <param name="Comparison">The change, its interval and its target.</param>
/// <param name="Badge">What it came to.</param>
/// <param name="HasTarget">Whether the target is drawn; a control has none.</param>
internal sealed record ForestRow(XElement Label, Comparison Comparison, XElement Badge, bool HasTarget = true);

/// <summary>Changes with their intervals below each other, on one axis of percents, with a line at zero and a mark at each target.</summary>
internal sealed class ForestPlot
{
    // Twice as slow. What is further off is an arrow at the end, and its figure stands beside it.
    private const double Furthest = -100;
    private const string Bar = "M0 8v12";

    private readonly Axis _axis;
    private readonly IReadOnlyList<double> _marks;

    /// <summary>A plot of rows, on an axis which shows all of them, or as much as fits.</summary>
    /// <param name="rows">The rows, in their order.</param>
    /// <param name="span">The least part of the axis, to each side of zero, in percent.</param>
    public ForestPlot(IReadOnlyList<ForestRow> rows, double span)
    {
        double[] ends = [.. rows.SelectMany(Ends).Where(double.IsFinite), -span, span];
        var (low, high) = (Math.Max(Furthest, ends.Min()), Math.Min(100, ends.Max()));
        var margin = (high - low) * 0.05;
        _axis = new Axis(low - margin, high + margin);
        _marks = _axis.Marks(WorkloadMeasure.Time, most: 8);
        Rows = rows;
    }

    public IReadOnlyList<ForestRow> Rows { get; }

    /// <summary>The rows alone, for a group under a heading of its own.</summary>
    /// <param name="rows">Rows of this plot.</param>
    /// <param name="label">What the group is, for those who do not see it.</param>
    public XElement Draw(IEnumerable<ForestRow> rows, string label) =>
        Tag("ul", Class("forest"), Has("aria-label", label), rows.Select(Draw), Scale());

    private static double[] Ends(ForestRow row) =>
        row.HasTarget ? [row.Comparison.Change, row.Comparison.Confidence.Low, row.Comparison.Confidence.High, row.Comparison.Target] : [row.Comparison.Change, row.Comparison.Confidence.Low, row.Comparison.Confidence.High];

    private static string Describe(ForestRow row)
    {
        var one = row.Comparison;
        var target = row.HasTarget ? $"; target {Wording.Change(one.Target)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"Change {Wording.Change(one.Change)}, interval {Wording.Interval(one.Confidence)} at {one.Level * 100:0.##} %{target}");
    }

    private XElement Draw(ForestRow row) => Tag(
        "li",
        Tag("div", Class("name"), row.Label),
        Plot(row),
        Tag("div", Class("change"), Tag("strong", Wording.Change(row.Comparison.Change)), Tag("span", Class("interval"), Wording.Interval(row.Comparison.Confidence))),
        Tag("div", Class("verdict"), row.Badge));

    private XElement Plot(ForestRow row)
    {
        var (one, high) = (row.Comparison, row.Comparison.Confidence.High);
        var low = one.Confidence.Low;
        return Tag(
            "svg", Class("plot"), Has("height", "28"), Has("role", "img"),
            Tag("title", Describe(row)),
            Axis.Grid(_axis, _marks),
            Axis.Line(_axis.At(0), "0", "100%", "zero"),
            row.HasTarget ? Tag("svg", Class("target"), Has("x", _axis.At(one.Target)), Has("y", "2"), Tag("path", Has("d", "M0 0v24M-4 0h8l-4 5z"))) : null,
            Tag("line", Class("whisker"), Has("x1", _axis.At(low)), Has("x2", _axis.At(high)), Has("y1", "14"), Has("y2", "14")),
            End(low, _axis.Low, Bar, "M5 9l-5 5 5 5"),
            End(high, _axis.High, Bar, "M-5 9l5 5-5 5"),
            _axis.Contains(one.Change) ? Tag("circle", Class("point"), Has("cx", _axis.At(one.Change)), Has("cy", "14"), Has("r", "4")) : null);
    }

    // A bar where the interval ends, an arrow where the axis ends before.
    private XElement End(double value, double limit, string bar, string arrow) =>
        Tag("svg", Class("end"), Has("x", _axis.At(value)), Tag("path", Has("d", _axis.Contains(value) || value == limit ? bar : arrow)));

    private XElement Scale() => Tag(
        "li", Class("scale"), Has("aria-hidden", "true"), Tag("div", Class("name")), _axis.Labels(_marks, static mark => Wording.Percent(mark).Replace(" ", "\u00A0", StringComparison.Ordinal)));
}
