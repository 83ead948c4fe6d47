using System.Globalization;

namespace Weir.Cli.Output.Running;

/// <summary>What became of a run, in words for people.</summary>
/// <param name="run">The run.</param>
/// <param name="summary">What the run does not know itself.</param>
/// <param name="observed">The run as its events told it.</param>
/// <param name="mask">Hides secrets.</param>
/// <param name="glyphs">The signs.</param>
/// <param name="width">How wide the chart of times may be.</param>
internal sealed class SummaryText(Run run, RunSummary summary, ObservedRun observed, Func<string, string> mask, Glyphs glyphs, int width)
{
    private const int MaxRows = 40;

    private readonly TextLines _lines = new(mask);

    public TextLines Build()
    {
        AddChart();
        AddProblems();
        AddFigures();
        AddOutputs();
        AddEnd();
        return _lines;
    }

    private void AddChart()
    {
        var bars = new Gantt(run, observed, summary.Figures?.CriticalSteps, glyphs);
        if (bars.HasRows)
        {
            _lines.Line();
            bars.Draw(_lines, width);
        }
    }

    private void AddProblems()
    {
        var problems = run.Steps.Where(static step => step.Status != StepStatus.Completed).ToList();
        if (problems.Count == 0)
        {
            return;
        }

        _lines.Line().Line().Add("Not completed", Styles.Title);
        var shown = problems.OrderBy(static step => step.Status == StepStatus.Failed ? 0 : 1).Take(MaxRows).ToList();
        var nameWidth = Math.Min(40, shown.Max(step => _lines.WidthOf(NameOf(step))));
        foreach (var step in shown)
        {
            _lines.Line().Draw("  ").AddCell(NameOf(step), nameWidth).Draw("  ").AddCell(Shown.Word(step.Status), 9, Glyphs.StyleOf(step.Status));
            _lines.Add($"  {ReasonOf(step)}");
        }

        if (problems.Count > shown.Count)
        {
            _lines.Line().Add($"  {glyphs.Rest} {Shown.Number(problems.Count - shown.Count)} more", Styles.Faint);
        }
    }

    private static string NameOf(StepResult step) => step.Stage is { } stage ? $"{stage}/{step.Name}" : step.Name;

    private string ReasonOf(StepResult step)
    {
        var attempts = step.Attempts > 1 && step.Items is null ? $"after {step.Attempts} attempts: " : "";
        var question = run.Pauses.FirstOrDefault(pause => pause.Path == step.Path)?.Prompt;
        return attempts + (Shown.Remark(step) ?? step.Feedback ?? question ?? "no reason was given");
    }

    private void AddFigures()
    {
        if (summary.Figures is not { } figures)
        {
            return;
        }

        _lines.Line().Line().Add("Times", Styles.Title);
        AddRow("wall", Shown.Time(figures.Wall), "from start to end");
        AddRow("busy", Shown.Time(figures.Busy), "processors at work");
        if (figures.Waiting is { } waiting)
        {
            AddRow("waiting", Shown.Time(waiting), "steps in flight without a processor: disks, networks, other programs, back-off");
        }

        AddRow("critical path", Shown.Time(figures.CriticalPath), "the longest chain of steps that need each other, as long as they took");
        AddRow("efficiency", Percent(figures.Efficiency), figures.LowerBound is { } bound
            ? $"lower bound / wall: with {figures.Workers} at once, no order of these steps ends before {Shown.Time(bound)}"
            : $"lower bound / wall, with {figures.Workers} at once");
        if (figures.Baseline is { } baseline)
        {
            AddRow("one at a time", Shown.Time(baseline), figures.Change switch
            {
                { } change when change >= 0 => $"measured before, {Ratio(figures)} times the wall; this run took {Rounded(change)} % less",
                { } change => $"measured before, {Ratio(figures)} times the wall; this run took {Rounded(-change)} % more",
                null => "measured before",
            });
        }
    }

    private void AddRow(string name, string figure, string words) =>
        _lines.Line().Draw("  ").AddCell(name, 13).Draw("  ").AddCell(figure, 7).Draw("  ").Add(words, Styles.Faint);

    private static string Ratio(RunFigures figures) => (figures.Ratio ?? 0).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Percent(double share) => $"{Rounded(share * 100)} %";

    private static string Rounded(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private void AddOutputs()
    {
        if (summary.Outputs.Count == 0)
        {
            return;
        }

        _lines.Line().Line().Add("Outputs", Styles.Title);
        foreach (var (name, value) in summary.Outputs.Take(MaxRows))
        {
            _lines.Line().Add($"  {name}: {(value as string ?? StepValues.ToJson(value))}");
        }

        if (summary.Outputs.Count > MaxRows)
        {
            _lines.Line().Add($"  {glyphs.Rest} {Shown.Number(summary.Outputs.Count - MaxRows)} more", Styles.Faint);
        }
    }

    private void AddEnd()
    {
        var style = run.Status switch { RunStatus.Completed => Styles.Good, RunStatus.Failed => Styles.Bad, _ => Styles.Warning };
        var counts = run.Steps.CountBy(static step => step.Status).OrderBy(static count => count.Key).Select(static count => $"{Shown.Number(count.Value)} {Shown.Word(count.Key)}");
        _lines.Line().Line().Add(run.Name, Styles.Title).Add(" ").Add(Shown.Word(run.Status), style);
        _lines.Add($" in {Shown.Time(run.Duration)}: {Shown.Count(run.Steps.Count, "step")}, {string.Join(", ", counts)}");
        if (run.Usage != default)
        {
            _lines.Line().Add(FormattableString.Invariant($"usage: {Shown.Count(run.Usage.Tokens, "token")}, {run.Usage.Cost:0.00##} USD"));
        }

        if (run.OptimizationsHash != OptimizationOptions.None.Hash)
        {
            _lines.Line().Add($"optimizations: {run.OptimizationsHash}");
        }

        if (summary.Journal is { } journal && run.Status is RunStatus.Paused or RunStatus.Cancelled)
        {
            _lines.Line().Add($"resume: weir resume {(journal.Contains(' ', StringComparison.Ordinal) ? $"\"{journal}\"" : journal)}");
        }
    }
}
