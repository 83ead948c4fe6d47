namespace Weir.Cli.Output;

/// <summary>Progress as plain lines, for logs: one line for each step that ran.</summary>
internal sealed class PlainProgress(TextWriter writer) : IProgress<RunEvent>
{
    public void Report(RunEvent value)
    {
        if (value is StepEnded { Result: { Status: StepStatus.Completed or StepStatus.Failed } step })
        {
            var status = step.Status.ToString().ToLowerInvariant();
            writer.WriteLine(FormattableString.Invariant($"{status,-9}  {step.Name}  {step.Duration.TotalMilliseconds:0} ms"));
        }
    }
}
