using Weir.Generation;

namespace Weir.Cli.Output;

/// <summary>Progress of a generation as plain lines, for logs: one line for each step that ran.</summary>
internal sealed class PlainProgress(TextWriter writer) : IProgress<GenerationStep>
{
    public void Report(GenerationStep value)
    {
        if (value is { Status: StepStatus.Completed or StepStatus.Failed, WasIdle: false })
        {
            var status = value.Status.ToString().ToLowerInvariant();
            writer.WriteLine(FormattableString.Invariant($"{status,-9}  {value.Name}  {value.Duration.TotalMilliseconds:0} ms"));
        }
    }
}
