using System.Globalization;
using System.Xml.Linq;
using static Weir.Lab.Proving.Reporting.Markup;

namespace Weir.Lab.Proving.Reporting;

/// <summary>All there is to say of one finding.</summary>
internal static class FindingSection
{
    public static XElement Draw(Finding finding)
    {
        var comparison = finding.Comparison;
        return Tag(
            "article", Class("finding"), Has("id", finding.Id), Has("aria-labelledby", $"{finding.Id}-name"),
            Tag(
                "header",
                Tag("h3", Has("id", $"{finding.Id}-name"), Name(finding.Name), finding.Note is { } note ? Tag("small", Name(note)) : null),
                Badge.Of(finding.Verdict)),
            Gain(comparison),
            Reasons(finding),
            Work(finding),
            Figures(comparison, SideNames.OffAndOn),
            FiguresTable.Checks(comparison),
            Recorded(finding.RecordedStep),
            Idle(finding));
    }

    /// <summary>The plots of the samples of a comparison, and the table of their figures.</summary>
    public static XElement Figures(Comparison comparison, SideNames names) =>
        Tag("div", Class("columns"), Tag("div", Class("plots"), Plots(comparison, names)), FiguresTable.Draw(comparison, names));

    private static IEnumerable<XElement> Plots(Comparison comparison, SideNames names)
    {
        var sets = SampleSet.Of(comparison, names);
        if (sets.Count == 0)
        {
            return [Tag("p", Class("note"), "There are no samples.")];
        }

        var axis = SampleSet.AxisOf(sets);
        return [DistributionPlot.Draw(sets, axis, comparison.Measure), OrderPlot.Draw(comparison, names, sets, axis)];
    }

    private static XElement Gain(Comparison comparison) => Tag(
        "p", Class("gain"),
        Tag("strong", Tag("data", Has("value", comparison.Change.ToString("R", CultureInfo.InvariantCulture)), Wording.Change(comparison.Change))),
        Tag("span", string.Create(CultureInfo.InvariantCulture, $"{Less(comparison)}, {comparison.Level * 100:0.##} % interval {Wording.Interval(comparison.Confidence)}{(Verdicts.IsPromised(comparison) ? $", target at least {Wording.Change(comparison.Target)}" : "")}")));

    private static string Less(Comparison comparison) => (comparison.Measure, comparison.Change >= 0) switch
    {
        (WorkloadMeasure.Time, true) => "less time",
        (WorkloadMeasure.Time, false) => "more time, so it is negative",
        (_, true) => "fewer bytes",
        _ => "more bytes, so it is negative",
    };

    private static XElement? Reasons(Finding finding) =>
        finding.Verdict is FindingVerdict.Met or FindingVerdict.Better or FindingVerdict.Same ? null : Tag("ul", Class("reasons"), finding.Reasons().Select(static reason => Tag("li", reason)));

    private static XElement Work(Finding finding) => Tag(
        "dl", Class("work"),
        Tag("div", Tag("dt", "Unit of work"), Tag("dd", Name(finding.Comparison.Unit))),
        Tag("div", Tag("dt", Tag("span", Class("key off")), "Off"), Tag("dd", Name(finding.Comparison.Off))),
        Tag("div", Tag("dt", Tag("span", Class("key on")), "On"), Tag("dd", "the same work, optimized")));

    private static XElement? Recorded(RecordedStep? step) => step is null ? null : Tag(
        "div", Class("part"),
        Tag("h4", "Is the baseline slowed down?"),
        Tag(
            "p",
            Badge.Of(step.IsMet), " A step of the baseline takes ",
            Exact(step.Baseline), "; a step of the plain pipeline of ten recorded steps, on the same machine and in the same run, ",
            Exact(step.Weir), $". That is {Wording.Number(step.Ratio)} times as much; it may be at most 1.15 times."));

    private static XElement Exact(double nanoseconds) =>
        Tag("data", Has("value", nanoseconds.ToString("R", CultureInfo.InvariantCulture)), Wording.Value(nanoseconds, WorkloadMeasure.Time));

    private static XElement? Idle(Finding finding)
    {
        if (finding.IdleCosts.Count == 0)
        {
            return null;
        }

        const double span = 6;
        ForestRow[] rows = [.. finding.IdleCosts.Select(static cost => new ForestRow(Name(cost.Metric), cost.Comparison, Badge.Of(Verdicts.Of(cost.Comparison))))];
        return Tag(
            "div", Class("part"),
            Tag("h4", "Idle cost"),
            Tag("p", Class("note"), "What the layer costs on metrics that it is not for. The mark is what may be lost; the intervals hold all together."),
            new ForestPlot(rows, span).Draw(rows, $"Idle cost of {finding.Name}"));
    }
}
