using Weir.Lab;
using Weir.Lab.Proving;
using Weir.Lab.Proving.Reporting;

namespace Weir.Cli.Output.Proving;

/// <summary>What a suite found, as tables of Markdown: for a repository or a review.</summary>
internal static class ProveMarkdown
{
    public static void Write(SuiteResult result, ProofReportHead head, TextWriter output)
    {
        output.WriteLine($"# {head.Title}: {Verdicts.Word(result.Verdict)}");
        output.WriteLine();
        output.WriteLine($"- machine: {Cell(result.Machine)}");
        output.WriteLine(FigureText.Plain($"- date: {head.Date:yyyy-MM-dd HH:mm} UTC, weir {Cell(head.Version)}{(head.Commit is null ? "" : $", commit {head.Commit}")}"));
        output.WriteLine($"- command: `{head.Command.Replace('`', '\'')}`");
        if (Wording.Waiting(result) is { } waiting)
        {
            output.WriteLine($"- waited {waiting}");
        }

        output.WriteLine(FigureText.Plain($"- seed {result.Seed}, {result.Duration.TotalSeconds:0} s"));
        if (result.Control is { } control)
        {
            output.WriteLine($"- control, the baseline against itself: {FigureText.Change(control)}, {Verdicts.WordOfControl(control)}");
        }

        output.WriteLine();
        Table("metric", result.Metrics.Select(static one => (one.Name, one.Comparison, one.IsMet)), output);
        Notes(result.Metrics.SelectMany(Notes), output);
        Table("layer", result.Layers.Select(static one => (one.Name, one.Comparison, one.Comparison.Verdict == ProofVerdict.Met)), output);
        Notes(result.Layers.SelectMany(static one => one.Comparison.Checks.Select(check => (one.Comparison.Workload, Text: FigureText.Check(check), check.Met))), output);
        IdleCosts(result, output);
        Notes(Disturbances(result), output);
    }

    private static void Table(string kind, IEnumerable<(string Name, Comparison One, bool IsMet)> rows, TextWriter output)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        output.WriteLine($"| {kind} | unit of work | off is | off | on | gained | interval | target | |");
        output.WriteLine("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | --- |");
        foreach (var (name, one, isMet) in all)
        {
            var verdict = Verdicts.Of(one);
            output.WriteLine(
                $"| {Cell(name)} | {Cell(one.Unit)} | {Cell(one.Off)} | {Wording.Value(one.Baseline.Median, one.Measure)} | {Wording.Value(one.Optimized.Median, one.Measure)} "
                + $"| {Wording.Change(one.Change)} | {FigureText.Interval(one.Confidence)} | {FigureText.Target(one)} | {Verdicts.Word(verdict == FindingVerdict.Met && !isMet ? FindingVerdict.NotMet : verdict)} |");
        }

        output.WriteLine();
    }

    private static IEnumerable<(string Of, string Text, bool Met)> Notes(MetricFinding metric)
    {
        if (metric.RecordedStep is { } step)
        {
            yield return (metric.Name, FigureText.Plain($"a step of the baseline {step.Baseline:0.0} ns, a step of `pipeline-10-recorded` {step.Weir:0.0} ns: {step.Ratio:0.00}, at most 1.15"), step.IsMet);
        }

        foreach (var check in metric.Comparison.Checks)
        {
            yield return (metric.Name, FigureText.Check(check), check.Met);
        }
    }

    // A metric and a layer may share a comparison.
    private static IEnumerable<(string Of, string Text, bool Met)> Disturbances(SuiteResult result)
    {
        foreach (var one in result.All.DistinctBy(static one => one.Workload))
        {
            if (Wording.Disturbance(one) is { } disturbance)
            {
                yield return (one.Workload, disturbance, true);
            }
        }
    }

    private static void Notes(IEnumerable<(string Of, string Text, bool Met)> notes, TextWriter output)
    {
        var all = notes.ToList();
        foreach (var (of, text, met) in all)
        {
            output.WriteLine($"- {Cell(of)}: {Cell(text)}{(met ? "" : " (**not met**)")}");
        }

        if (all.Count > 0)
        {
            output.WriteLine();
        }
    }

    private static void IdleCosts(SuiteResult result, TextWriter output)
    {
        var layers = result.Layers.Where(static one => one.IdleCosts.Count > 0).ToList();
        if (layers.Count == 0)
        {
            return;
        }

        output.WriteLine("What a layer that is on changes on the baseline of a metric that it is not for; the intervals hold all together at 99 %, and their lower ends may be -3.");
        output.WriteLine();
        var metrics = layers.SelectMany(static one => one.IdleCosts).Select(static one => one.Metric).Distinct().ToList();
        output.WriteLine($"| layer | {string.Join(" | ", metrics)} |");
        output.WriteLine($"| --- |{string.Concat(metrics.Select(static _ => " ---: |"))}");
        foreach (var layer in layers)
        {
            var cells = metrics.Select(metric => layer.IdleCosts.FirstOrDefault(one => one.Metric == metric) is { } idle
                ? $"{FigureText.Change(idle.Comparison)}{(idle.IsMet ? "" : $" **{Verdicts.Word(Verdicts.Of(idle.Comparison))}**")}"
                : "its own");
            output.WriteLine($"| {Cell(layer.Name)} | {string.Join(" | ", cells)} |");
        }

        output.WriteLine();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
