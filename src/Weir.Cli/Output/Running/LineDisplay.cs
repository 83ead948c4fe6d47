namespace Weir.Cli.Output.Running;

/// <summary>A line for each step that ended, then what became of the run.</summary>
internal sealed class LineDisplay(TextWriter writer, Func<string, string> mask) : IRunDisplay
{
    public void Report(RunEvent value)
    {
        switch (value)
        {
            case StepEnded { IsOutcome: true, Result: var step }:
                var why = step.Error?.Message ?? step.Reason;
                WriteLine(FormattableString.Invariant($"{Json.Word(step.Status),-9}  {step.Stage}/{step.Name}  {step.Duration.TotalMilliseconds:0} ms{(why is null ? "" : $"  {why}")}"));
                break;
            case RunPaused pause:
                WriteLine($"waiting    {pause.Path}  {pause.Prompt}");
                break;
        }
    }

    public void Complete(Run run, RunSummary summary)
    {
        WriteLine(FormattableString.Invariant($"{run.Name}: {Json.Word(run.Status)} in {run.Duration.TotalSeconds:0.00} s"));
        foreach (var (name, value) in summary.Outputs)
        {
            WriteLine($"{name}: {StepValues.ToText(value)}");
        }

        if (run.Status == RunStatus.Paused && summary.Journal is { } journal)
        {
            WriteLine($"Next: weir resume {journal} --answer STEP=VALUE");
        }
    }

    public ValueTask DisposeAsync() => default;

    private void WriteLine(string text) => writer.WriteLine(mask(text));
}
