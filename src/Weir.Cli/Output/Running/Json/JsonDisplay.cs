namespace Weir.Cli.Output.Running.Json;

/// <summary>Nothing but one JSON document, when the run is over.</summary>
internal sealed class JsonDisplay(RunDisplayOptions options) : IRunDisplay
{
    private readonly Lock _gate = new();

    // Under _gate.
    private readonly ObservedRun _run = new(options.Workflow);

    /// <inheritdoc/>
    public Exception? Problem { get; private set; }

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
            var document = RunDocument.Of(run, summary, _run, options.MaskOf(summary), isIndented: true);
            try
            {
                options.Output.WriteLine(document);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                Problem = problem;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
