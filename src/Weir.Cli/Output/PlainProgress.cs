namespace Weir.Cli.Output;

/// <summary>Progress as plain lines, for logs: one line for each step that ends.</summary>
internal sealed class PlainProgress(TextWriter writer) : IProgress<RunEvent>
{
    public void Report(RunEvent value)
    {
        if (value is StepEnded { Result: var step })
        {
            var status = step.Status.ToString().ToLowerInvariant();
            writer.WriteLine(FormattableString.Invariant($"{status,-9}  {step.Name}  {step.Duration.TotalMilliseconds:0} ms"));
        }
    }
}
