namespace Weir.Cli.Output.Running;

/// <summary>When each step of a run ran, as bars of text: grouped by stage, in the order in which they began. Of many steps the longest are shown.</summary>
/// <param name="run">The run.</param>
/// <param name="observed">The run as its events told it.</param>
/// <param name="criticalSteps">The paths of the steps that were critical; null: they are not known.</param>
/// <param name="glyphs">The signs.</param>
internal sealed class Gantt(Run run, ObservedRun observed, IReadOnlyList<string>? criticalSteps, Glyphs glyphs)
{
    private const int MaxRows = 40;
    private const int MaxNameWidth = 30;
    private const int MinBarWidth = 10;
    private const int TimeWidth = 7;

    private readonly List<Row> _rows = [.. run.Steps
        .Select(step => (Step: step, Start: observed.StartOf(step)))
        .Where(static one => one.Start is not null && one.Step.Attempts > 0)
        .Select(static one => new Row(one.Step, one.Start!.Value))];

    public bool HasRows => _rows.Count > 0;

    /// <summary>Draws the chart.</summary>
    /// <param name="lines">Where to.</param>
    /// <param name="width">How wide it may be.</param>
    public void Draw(TextLines lines, int width)
    {
        var shown = _rows.OrderByDescending(static row => row.Step.Duration).Take(MaxRows).OrderBy(static row => row.Start).ToList();
        var nameWidth = Math.Min(MaxNameWidth, shown.Max(row => lines.WidthOf(row.Step.Name)));
        var barWidth = Math.Max(MinBarWidth, width - nameWidth - TimeWidth - 8);
        var end = _rows.Max(static row => row.End);
        var hasCritical = shown.Exists(row => IsCritical(row.Step));
        lines.Line().Add("Timeline", Styles.Title).Add($"  0 to {Shown.Time(end)}{(observed.IsResumed ? " since it went on" : "")}", Styles.Faint);
        lines.Add(hasCritical ? ", * on the critical path" : "", Styles.Faint);
        foreach (var stage in shown.GroupBy(static row => row.Step.Stage ?? ""))
        {
            lines.Line().Add(stage.Key);
            foreach (var row in stage)
            {
                DrawRow(lines, row, nameWidth, new Scale(end, barWidth));
            }
        }

        if (_rows.Count > shown.Count)
        {
            lines.Line().Add($"{glyphs.Rest} {Shown.Count(_rows.Count - shown.Count, "shorter step")}", Styles.Faint);
        }
    }

    private bool IsCritical(StepResult step) => criticalSteps?.Contains(step.Path) == true;

    private void DrawRow(TextLines lines, Row row, int nameWidth, Scale scale)
    {
        var isCritical = IsCritical(row.Step);
        var style = row.Step.Status != StepStatus.Completed ? Glyphs.StyleOf(row.Step.Status) : isCritical ? Styles.Warning : Styles.Active;
        var (from, to) = scale.Columns(row);
        lines.Line().Draw("  ").AddCell(row.Step.Name, nameWidth).Draw(isCritical ? " *" : "  ", Styles.Warning);
        lines.Draw(new string(' ', from)).Draw(new string(glyphs.Bar, to - from), style).Draw(new string(' ', scale.Width - to));
        lines.Add($"  {Shown.Time(row.Step.Duration)}", Styles.Faint);
    }

    private readonly record struct Row(StepResult Step, TimeSpan Start)
    {
        public TimeSpan End => Start + Step.Duration;
    }

    private readonly record struct Scale(TimeSpan End, int Width)
    {
        /// <summary>From which column to which; at least one, or a short step would be nowhere.</summary>
        public (int From, int To) Columns(Row row)
        {
            var from = Math.Clamp(Column(row.Start), 0, Width - 1);
            return (from, Math.Clamp(Column(row.End), from + 1, Width));
        }

        private int Column(TimeSpan time) => End <= TimeSpan.Zero ? 0 : (int)Math.Round(Width * (time / End));
    }
}
