namespace Weir;

/// <summary>Reads from the <see cref="Run"/> of a workflow where its time went.</summary>
public static class WorkflowTimes
{
    extension(Run run)
    {
        /// <summary>Where the time of the run went. Worked out when it is asked for first, in time linear in steps and dependencies; a run costs nothing for it.</summary>
        /// <returns>The times.</returns>
        /// <exception cref="ArgumentException">It is the run of a pipeline.</exception>
        /// <exception cref="ObjectDisposedException">The run was disposed.</exception>
        public RunTimes GetTimes()
        {
            ArgumentNullException.ThrowIfNull(run);
            return run.Data is WorkflowRunData data
                ? data.Times
                : throw new ArgumentException($"'{run.Name}' is a pipeline; only the run of a workflow has such times. Read {nameof(Run)}.{nameof(Run.Duration)} instead.", nameof(run));
        }
    }
}
