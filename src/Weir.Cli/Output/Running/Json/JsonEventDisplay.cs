using System.Buffers;
using System.Text;

namespace Weir.Cli.Output.Running.Json;

/// <summary>Each event as a line of JSON, and the document of the run as the last line.</summary>
internal sealed class JsonEventDisplay : IRunDisplay
{
    // Behind a reader this slow the run waits, rather than keep all that it has not read.
    private const int MaxWaiting = 4 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly RunDisplayOptions _options;
    private readonly Repainter _repainter;

    // All under _gate; the lines are those that are not written yet.
    private readonly ObservedRun _run;
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly ArrayBufferWriter<byte> _line = new();

    public JsonEventDisplay(RunDisplayOptions options)
    {
        _options = options;
        _run = new ObservedRun(options.Workflow);
        _repainter = new Repainter(options.Time, WriteLines);
    }

    /// <inheritdoc/>
    public Exception? Problem => _repainter.Problem;

    /// <inheritdoc/>
    public void Report(RunEvent value)
    {
        bool isFull;
        lock (_gate)
        {
            _run.TryApply(value);
            _line.ResetWrittenCount();
            RunEventJson.WriteLine(_line, value);
            MaskedJson.CopyEvent(_line.WrittenSpan, _lines, _options.Mask);
            isFull = _lines.WrittenCount > MaxWaiting;
        }

        if (isFull || value is RunEnded)
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
            _options.Output.Write(RunDocument.Of(run, summary, _run, _options.MaskOf(summary), isIndented: false) + "\n");
            _options.Output.Flush();
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
            lines = Encoding.UTF8.GetString(_lines.WrittenSpan);
            _lines.ResetWrittenCount();
        }

        if (lines.Length > 0)
        {
            _options.Output.Write(lines);
            _options.Output.Flush();
        }
    }
}
