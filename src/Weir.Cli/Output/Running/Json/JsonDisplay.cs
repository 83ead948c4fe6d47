namespace Weir.Cli.Output.Running.Json;

/// <summary>Nothing but one JSON document, when the run is over.</summary>
internal sealed class JsonDisplay(RunDisplayOptions options) : IRunDisplay
{
    private readonly Lock _gate = new();

    // Under _gate.
    private readonly ObservedRun _run = new(options.Workflow);

    /// <inheritdoc/>
    public void Report(RunEvent value)
    {
        lock (_gate)
        {
            _run.TryApply(value);
        }
    }

    /// <inheritdoc/>
    public void Complete(Run run, RunSummary summary)
    {
        lock (_gate)
        {
            options.Output.WriteLine(RunDocument.Of(run, summary, _run, options.MaskOf(summary), isIndented: true));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
