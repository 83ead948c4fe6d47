namespace Weir.Cli.Output.Running;

/// <summary>Shows a run while it goes on, and then what became of it.</summary>
/// <remarks>
/// It is the <see cref="RunOptions.Progress"/> of the run, and of what the run goes on with when a pause is answered. What it writes it writes
/// about ten times a second, beside the run; disposing it writes what is left.
/// </remarks>
internal interface IRunDisplay : IProgress<RunEvent>, IAsyncDisposable
{
    /// <summary>Writes what became of the run; called once, when the run does not go on any more.</summary>
    /// <param name="run">The run, which is not disposed yet.</param>
    /// <param name="summary">What the run does not know itself.</param>
    void Complete(Run run, RunSummary summary);
}
