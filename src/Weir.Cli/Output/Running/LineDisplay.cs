using System.Text;

namespace Weir.Cli.Output.Running;

/// <summary>Plain lines, for logs: one for each step that ended, then the summary.</summary>
internal sealed class LineDisplay : IRunDisplay
{
    private const int Width = 100;

    private readonly Lock _gate = new();
    private readonly RunDisplayOptions _options;
    private readonly Repainter _repainter;

    // All under _gate; the lines are those that are not written yet.
    private readonly ObservedRun _run;
    private readonly StepLines _steps;
    private readonly StringBuilder _lines = new();

    public LineDisplay(RunDisplayOptions options)
    {
        _options = options;
        _run = new ObservedRun(options.Workflow);
        _steps = new StepLines(_run);
        _repainter = new Repainter(options.Time, WriteLines);
    }

    /// <inheritdoc/>
    public Exception? Problem => _repainter.Problem;

    /// <inheritdoc/>
    public void Report(RunEvent value)
    {
        lock (_gate)
        {
            foreach (var text in _run.TryApply(value) ? _steps.Of(value) : [])
            {
                _lines.Append(Shown.OneLine(_options.Mask(text))).Append('\n');
            }
        }

        if (value is RunEnded)
        {
            _repainter.Paint();
        }
    }

    /// <inheritdoc/>
    public void Complete(Run run, RunSummary summary) => _repainter.Paint(() =>
    {
        WriteLines();
        lock (_gate)
        {
            new SummaryText(run, summary, _run, _options.MaskOf(summary), Glyphs.For(_options.Output), Width).Build().WriteTo(_options.Output);
        }
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _repainter.DisposeAsync();
        _repainter.Paint();
    }

    private void WriteLines()
    {
        string lines;
        lock (_gate)
        {
            lines = _lines.ToString();
            _lines.Clear();
        }

        if (lines.Length > 0)
        {
            _options.Output.Write(lines);
            _options.Output.Flush();
        }
    }
}
