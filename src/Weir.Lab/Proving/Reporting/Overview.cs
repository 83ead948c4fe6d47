using System.Globalization;
using System.Xml.Linq;
using static Weir.Lab.Proving.Reporting.Markup;

namespace Weir.Lab.Proving.Reporting;

/// <summary>The first screen of a report: the verdict, where it comes from, and all changes on one axis.</summary>
internal static class Overview
{
    private const double Span = 10;

    /// <summary>The head: title, verdict and facts.</summary>
    public static XElement Head(SuiteResult suite, ProofReportHead head, IReadOnlyList<Finding> findings) => Tag(
        "header", Class("top"),
        Tag("h1", Name(head.Title)),
        Verdict(suite, findings),
        Tag(
            "dl", Class("facts"),
            Fact("Machine", Name(suite.Machine)),
            Fact("Date", Tag("time", Has("datetime", head.Date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)), head.Date.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture))),
            Fact("Took", Tag("span", Wording.Duration(suite.Duration))),
            Wording.Waiting(suite) is { } waiting ? Fact("Waited", Tag("span", waiting)) : null,
            Fact("Seed", Tag("span", suite.Seed.ToString(CultureInfo.InvariantCulture))),
            Fact("Weir", Name(head.Version)),
            head.Commit is { } commit ? Fact("Commit", Tag("code", Name(commit))) : null,
            Tag("div", Class("wide"), Tag("dt", "To repeat it"), Tag("dd", Tag("code", Class("command"), Name(head.Command))))));

    /// <summary>All changes, metrics before layers, and the control.</summary>
    public static XElement Forest(SuiteResult suite, IReadOnlyList<Finding> metrics, IReadOnlyList<Finding> layers)
    {
        ForestRow[] metricRows = [.. metrics.Select(Row)];
        ForestRow[] layerRows = [.. layers.Select(Row)];
        ForestRow[] control = suite.Control is { } one ? [new ForestRow(Tag("a", Has("href", "#control"), "baseline against itself"), one, Badge.OfControl(one), HasTarget: false)] : [];
        var plot = new ForestPlot([.. metricRows, .. layerRows, .. control], Span);
        return Tag(
            "section", Class("overview"), Has("aria-labelledby", "overview"),
            Tag("h2", Has("id", "overview"), "Changes"),
            Tag(
                "p", Class("legend"), "How much less time, or how many fewer bytes, a unit of work takes: further right is better. Dot and bar: the change and its interval. ",
                Tag("span", Class("mark"), "▾"), " the target, which the whole interval has to reach."),
            Group("Metrics", metricRows, plot),
            Group("Layers", layerRows, plot),
            Group("Control", control, plot));
    }

    private static XElement? Group(string name, ForestRow[] rows, ForestPlot plot) =>
        rows.Length == 0 ? null : Tag("div", Class("group"), Tag("h3", name), plot.Draw(rows, name));

    private static ForestRow Row(Finding finding) => new(
        Tag("span", Tag("a", Has("href", "#" + finding.Id), Name(finding.Name)), " ", Tag("small", finding.Note is { } note ? Name(note) : null, finding.Note is null ? null : " · ", Measure(finding))),
        finding.Comparison,
        Badge.Of(finding.Verdict));

    private static string Measure(Finding finding) => finding.Comparison.Measure == WorkloadMeasure.Time ? "time" : "bytes";

    private static XElement Fact(string name, XElement value) => Tag("div", Tag("dt", name), Tag("dd", value));

    private static XElement Verdict(SuiteResult suite, IReadOnlyList<Finding> findings)
    {
        var verdict = suite.Verdict;
        return Tag("p", Class("sum " + Badge.Style(verdict)), Badge.Sign(verdict), Tag("span", Tag("strong", Title(verdict)), Sentence(suite, findings)));
    }

    private static string Title(FindingVerdict verdict) => verdict switch
    {
        FindingVerdict.Met => "Met. ",
        FindingVerdict.NotMet => "Not met. ",
        FindingVerdict.Regression => "Regression. ",
        FindingVerdict.Better => "Better. ",
        FindingVerdict.Same => "No difference. ",
        _ => "Undecided. ",
    };

    private static string Sentence(SuiteResult suite, IReadOnlyList<Finding> findings)
    {
        var control = suite.Control switch
        {
            null => ", and no control was measured",
            { Verdict: ProofVerdict.Met } => ", and the control is sound",
            _ => ", but the control is not sound, so that no figure can be trusted",
        };
        if (findings.Count > 0 && !findings.Any(static one => Verdicts.IsPromised(one.Comparison)))
        {
            return $"Nothing was promised{control}.";
        }

        var met = findings.Count(static one => one.Verdict == FindingVerdict.Met);
        var reached = findings.Count == 0 ? "Nothing was compared" : met == findings.Count ? "All targets are reached" : string.Create(CultureInfo.InvariantCulture, $"{met} of {findings.Count} targets are reached");
        FindingVerdict[] worstFirst = [FindingVerdict.Regression, FindingVerdict.NotMet, FindingVerdict.Undecided];
        return $"{reached}{control}.{string.Concat(worstFirst.Select(other => Named(other, findings)))}";
    }

    private static string Named(FindingVerdict verdict, IReadOnlyList<Finding> findings)
    {
        string[] names = [.. findings.Where(one => one.Verdict == verdict).Select(static one => one.Name).Distinct()];
        return names.Length == 0 ? "" : $" {Capital(Verdicts.Word(verdict))}: {string.Join(", ", names)}.";
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
