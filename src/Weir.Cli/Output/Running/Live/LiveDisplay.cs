using Spectre.Console;
using Spectre.Console.Rendering;

namespace Weir.Cli.Output.Running.Live;

/// <summary>A tree of stages and steps on a terminal, drawn over itself while the run goes on.</summary>
internal sealed class LiveDisplay : IRunDisplay
{
    // Some that say they are terminals say that they have no columns.
    private const int MinWidth = 20;

    private readonly Lock _gate = new();
    private readonly RunDisplayOptions _options;
    private readonly IAnsiConsole _terminal;
    private readonly LiveTree _tree;
    private readonly Repainter _repainter;

    // Under _gate.
    private readonly ObservedRun _run;

    // How many lines of the last frame are to be drawn over; under the lock of the repainter.
    private int _drawn;

    public LiveDisplay(RunDisplayOptions options, IAnsiConsole terminal)
    {
        _options = options;
        _terminal = terminal;
        _run = new ObservedRun(options.Workflow);
        _tree = new LiveTree(options.Mask, options.MaxAttempts, Glyphs.For(terminal));
        _repainter = new Repainter(options.Time, PaintWhileRunning);
    }

    /// <inheritdoc/>
    public Exception? Problem => _repainter.Problem;

    /// <inheritdoc/>
    public void Report(RunEvent value)
    {
        bool isEnd;
        lock (_gate)
        {
            isEnd = _run.TryApply(value) && value is RunEnded;
        }

        if (isEnd)
        {
            _repainter.Paint(PaintLast);
        }
    }

    /// <inheritdoc/>
    public void Complete(Run run, RunSummary summary) => _repainter.Paint(() =>
    {
        lock (_gate)
        {
            new SummaryText(run, summary, _run, _options.MaskOf(summary), Glyphs.For(_terminal), _terminal.Profile.Width).Build().WriteTo(_terminal);
        }
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _repainter.DisposeAsync();

    private void PaintWhileRunning()
    {
        if (Frame(static run => run.IsRunning) is { } frame)
        {
            Draw(frame);
        }
    }

    /// <summary>The tree as it stays; whatever is written next, a question or another part of the run, goes below.</summary>
    private void PaintLast()
    {
        Draw(Frame(static _ => true)!);
        _drawn = 0;
    }

    private TextLines? Frame(Func<ObservedRun, bool> isWanted)
    {
        lock (_gate)
        {
            return isWanted(_run) ? _tree.Draw(_run, _options.Time.GetUtcNow(), _terminal.Profile.Height - 1) : null;
        }
    }

    /// <summary>Draws over the last frame, in one write, so that nothing flickers: each line is erased behind its text, and below the last one all.</summary>
    private void Draw(TextLines frame)
    {
        List<Segment> pieces = [Segment.Control(_drawn > 0 ? $"\u001b[{_drawn}A\r" : "\r")];
        foreach (var line in frame.Cut(Math.Max(MinWidth, _terminal.Profile.Width - 1)))
        {
            pieces.AddRange([.. line, Segment.Control("\u001b[K"), Segment.LineBreak]);
        }

        pieces.Add(Segment.Control("\u001b[J"));
        _terminal.Write(new Block(pieces));
        _drawn = frame.Count;
    }
}
