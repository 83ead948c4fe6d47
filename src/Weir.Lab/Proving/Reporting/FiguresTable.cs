using System.Globalization;
using System.Xml.Linq;
using static Weir.Lab.Proving.Reporting.Markup;

namespace Weir.Lab.Proving.Reporting;

/// <summary>The tables of a finding: the figures of both sides, and the values that have a target of their own.</summary>
internal static class FiguresTable
{
    /// <summary>The figures of both sides beside each other.</summary>
    public static XElement Draw(Comparison comparison, SideNames names)
    {
        var measure = comparison.Measure;
        XElement Of(string name, Func<SideFigures, double> figure) => Row(comparison, name, side => Wording.Cell(figure(side), measure));
        return Tag(
            "table", Class("figures"),
            Tag("caption", measure == WorkloadMeasure.Time ? "Time per unit of work" : "Bytes per unit of work"),
            Tag("thead", Tag("tr", Tag("td"), Head(names.Baseline, "off"), Head(names.Optimized, "on"))),
            Tag(
                "tbody",
                Of("median", static side => side.Median),
                Of("mean", static side => side.Mean),
                Of("std. deviation", static side => side.StandardDeviation),
                Of("min", static side => side.Min),
                Of("p95", static side => side.P95),
                Of("p99", static side => side.P99),
                Of("max", static side => side.Max),
                Row(comparison, "units per second", static side => Wording.RateCell(side.OperationsPerSecond)),
                Row(comparison, "allocated per unit", static side => Wording.Cell(side.AllocatedBytes, WorkloadMeasure.AllocatedBytes)),
                Row(comparison, "gen-0 collections", static side => Wording.CountCell(side.Gen0Collections)),
                Row(comparison, "samples", static side => Wording.CountCell(side.Count)),
                Row(comparison, "units per sample", static side => Wording.CountCell(side.UnitsPerSample))));
    }

    /// <summary>The checks of a comparison; null where it has none.</summary>
    public static XElement? Checks(Comparison comparison) => comparison.Checks.Count == 0 ? null : Tag(
        "div", Class("part"),
        Tag("h4", "Checks"),
        // Where the table is wider than its place, the box scrolls; keys reach it.
        Tag(
            "div", Class("scroll"), Has("tabindex", "0"), Has("role", "region"), Has("aria-label", $"Checks of {comparison.Workload}"),
            Tag(
                "table", Class("checks"),
                Tag("thead", Tag("tr", Column("check"), Column("value", "number"), Column("target", "number"), Column("verdict"))),
                Tag("tbody", comparison.Checks.Select(Check)))));

    private static XElement Check(WorkloadCheck check) => Tag(
        "tr",
        Tag("th", Has("scope", "row"), Name(check.Name)),
        Tag("td", Tag("data", Has("value", check.Value.ToString("R", CultureInfo.InvariantCulture)), $"{Wording.Number(check.Value)} {check.Unit}")),
        Tag("td", $"{(check.AtMost ? "≤" : "≥")} {Wording.Number(check.Target)} {check.Unit}"),
        Tag("td", Class("verdict"), Badge.Of(check.Met)));

    private static XElement Row(Comparison comparison, string name, Func<SideFigures, XElement> cell) =>
        Tag("tr", Tag("th", Has("scope", "row"), name), cell(comparison.Baseline), cell(comparison.Optimized));

    private static XElement Head(string side, string style) => Tag("th", Has("scope", "col"), Class("number"), Tag("span", Class($"key {style}")), side);

    private static XElement Column(string name, string? style = null) => Tag("th", Has("scope", "col"), Class(style), name);
}
