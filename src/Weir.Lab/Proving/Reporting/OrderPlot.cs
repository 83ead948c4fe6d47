using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Weir.Lab.Statistics;
using static Weir.Lab.Proving.Reporting.Markup;

namespace Weir.Lab.Proving.Reporting;

/// <summary>The samples of both sides in the order in which they were measured, with a line of medians: what drifts, or came in bursts, shows here.</summary>
internal static class OrderPlot
{
    private const int Columns = 200;
    private const int Medians = 24;

    public static XElement Draw(Comparison comparison, SideNames names, IReadOnlyList<SampleSet> sets, Axis axis)
    {
        var marks = axis.Marks(comparison.Measure);
        return Tag(
            "figure", Class("lanes order"),
            Tag("figcaption", Tag("strong", "In the order of measuring")),
            Tag("div", Class("side"), Heights(axis, marks.Count > 3 ? [.. marks.Where(static (_, at) => at % 2 == 0)] : marks, comparison.Measure)),
            Tag(
                "svg", Class("lane"), Has("height", "96"), Has("role", "img"),
                Tag("title", $"Samples in their order. From the first to the last of them the median grew by {Wording.Change(comparison.Drift.Baseline)} ({names.Baseline}) and {Wording.Change(comparison.Drift.Optimized)} ({names.Optimized})."),
                marks.Select(mark => Tag("line", Class("grid"), Has("x1", "0"), Has("x2", "100%"), Has("y1", Height(axis, mark)), Has("y2", Height(axis, mark)))),
                Tag(
                    "svg", Has("viewBox", "0 0 1000 100"), Has("preserveAspectRatio", "none"), Has("width", "100%"), Has("height", "96"),
                    sets.Select(set => Tag("path", Class($"dots {set.Style}"), Has("d", Dots(set.Figures.Samples, axis)))),
                    sets.Select(set => Tag("path", Class($"course {set.Style}"), Has("d", Course(set.Figures.Samples, axis)))))),
            Tag("p", Class("note"), Drift(comparison.Drift, names)));
    }

    private static string Drift(Drift drift, SideNames names) =>
        $"Last against first samples: {names.Baseline} {Wording.Change(drift.Baseline)}, {names.Optimized} {Wording.Change(drift.Optimized)}; the change moved by {Wording.Points(drift.Change)} points, which {(drift.IsSteady ? "chance alone may do" : "means that it has not settled")}.";

    private static XElement Heights(Axis axis, IEnumerable<double> marks, WorkloadMeasure measure) => Tag(
        "svg", Class("labels"), Has("height", "96"), Has("aria-hidden", "true"),
        marks.Select(mark => Tag("text", Has("x", "100%"), Has("y", Height(axis, mark)), Has("dy", "4"), Has("text-anchor", "end"), Wording.Mark(mark, measure))));

    private static string Height(Axis axis, double value) => Place(axis, value).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static double Place(Axis axis, double value) => 100 - 100 * axis.Within(value);

    // Of many samples the least and the greatest of each column: thinned, they reach as far as all of them.
    private static string Dots(IReadOnlyList<double> samples, Axis axis)
    {
        var path = new StringBuilder();
        foreach (var (first, last) in Groups(samples.Count, Columns))
        {
            var group = Enumerable.Range(first, last - first).Where(at => double.IsFinite(samples[at])).ToArray();
            int[] shown = group.Length <= 2 ? group : [group.MinBy(at => samples[at]), group.MaxBy(at => samples[at])];
            foreach (var at in shown)
            {
                path.Append(CultureInfo.InvariantCulture, $"M{Across(at + 0.5, samples.Count):0.#} {Place(axis, samples[at]):0.#}h0");
            }
        }

        return path.ToString();
    }

    private static string Course(IReadOnlyList<double> samples, Axis axis)
    {
        var path = new StringBuilder();
        foreach (var (first, last) in Groups(samples.Count, Medians))
        {
            double[] group = [.. Enumerable.Range(first, last - first).Select(at => samples[at]).Where(double.IsFinite)];
            if (group.Length > 0)
            {
                path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{Across((first + last) / 2.0, samples.Count):0.#} {Place(axis, Summary.Median(group)):0.#}");
            }
        }

        return path.ToString();
    }

    private static double Across(double at, int count) => 1000 * at / count;

    private static IEnumerable<(int First, int Last)> Groups(int count, int most)
    {
        var groups = Math.Min(count, most);
        return Enumerable.Range(0, groups).Select(at => ((int)((long)count * at / groups), (int)((long)count * (at + 1) / groups)));
    }
}
