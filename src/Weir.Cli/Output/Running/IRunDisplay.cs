namespace Weir.Cli.Output.Running;

/// <summary>Shows a run of a workflow file: its events while it runs, and what became of it.</summary>
internal interface IRunDisplay : IProgress<RunEvent>, IAsyncDisposable
{
    /// <summary>The run has ended, or paused for good as far as this process goes. Called at most once, after the last event.</summary>
    /// <param name="run">The run; read here, not later.</param>
    /// <param name="summary">What is to be shown beside it.</param>
    void Complete(Run run, RunSummary summary);

    /// <summary>Why what was to be shown could not be written; null: it could. That a reader of a pipe went away is no problem: the console does not tell of it.</summary>
    Exception? Problem { get; }
}
