using System.Buffers;
using System.Text;

namespace Weir.Cli.Output.Running;

/// <summary>One JSON document when the run is over; before it, if wanted, a line for each event.</summary>
internal sealed class JsonDisplay(TextWriter writer, bool withEvents) : IRunDisplay
{
    public void Report(RunEvent value)
    {
        if (!withEvents)
        {
            return;
        }

        var line = new ArrayBufferWriter<byte>();
        RunEventJson.WriteLine(line, value);
        writer.Write(Encoding.UTF8.GetString(line.WrittenSpan));
    }

    public void Complete(Run run, RunSummary summary) => writer.WriteLine(Json.ToText(
        new
        {
            RunId = run.Id,
            run.Status,
            DurationMs = Json.Milliseconds(run.Duration),
            Stages = run.Stages.Select(stage => new
            {
                stage.Name,
                stage.Status,
                DurationMs = Json.Milliseconds(stage.Duration),
                Steps = stage.Steps.Select(step => StepOf(step, summary.Mask)),
            }),
            Usage = new { Tokens = run.Usage.InputTokens + run.Usage.OutputTokens, CostUsd = run.Usage.Cost },
            Speedup = summary.Figures is { } figures ? FiguresOf(figures) : null,
            summary.Outputs,
            Pauses = run.Pauses.Select(pause => new { pause.Path, Question = summary.Mask(pause.Prompt) }),
            summary.Journal,
        },
        isIndented: !withEvents));

    public ValueTask DisposeAsync() => default;

    private static object StepOf(StepResult step, Func<string, string> mask) => new
    {
        step.Name,
        step.Status,
        step.Attempts,
        DurationMs = Json.Milliseconds(step.Duration),
        Error = (step.Error?.Message ?? step.Reason) is { } why ? mask(why) : null,
    };

    private static object FiguresOf(RunFigures figures) => new
    {
        BusyMs = Json.Milliseconds(figures.Busy),
        CriticalPathMs = Json.Milliseconds(figures.CriticalPath),
        WallMs = Json.Milliseconds(figures.Wall),
        figures.Efficiency,
        figures.Workers,
        BaselineMs = figures.Baseline is { } baseline ? Json.Milliseconds(baseline) : (double?)null,
    };
}
