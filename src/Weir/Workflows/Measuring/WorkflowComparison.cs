namespace Weir;

/// <summary>Runs a workflow twice, to tell by how much it gains from several workers.</summary>
public static class WorkflowComparison
{
    extension(Executor executor)
    {
        /// <summary>
        /// Runs a workflow with one step at a time, and then as it is meant; gives both runs. All that its steps do is done twice.
        /// </summary>
        /// <remarks>
        /// The first run has an id of its own and tells no observer of the options; all else is as they say. If it does not complete there is nothing to compare with, and the second one
        /// is run all the same.
        /// </remarks>
        /// <param name="workflow">The workflow.</param>
        /// <param name="options">How the second run is done; default as by default. How many steps the first one has in flight is not looked at.</param>
        /// <param name="cancellationToken">Cancels both runs, which then end as cancelled; nothing is thrown.</param>
        /// <returns>Both runs, when they have ended. Dispose it when they have been read.</returns>
        /// <exception cref="RunConflictException">The workflow is durable or may pause, and there is a run with the id of the options already.</exception>
        /// <exception cref="ObjectDisposedException">The executor was disposed.</exception>
        /// <exception cref="InvalidOperationException">A budget is to pause, or requires estimates, and a step has none.</exception>
        public async ValueTask<RunComparison> CompareAsync(Workflow workflow, RunOptions? options = null, CancellationToken cancellationToken = default)
        {
            options ??= new RunOptions();
            var alone = options with { Id = null, Progress = null, MaxParallel = 1 };
            var baseline = await executor.RunAsync(workflow, alone, cancellationToken).ConfigureAwait(RunQueue.IsHere);
            try
            {
                var run = await executor.RunAsync(workflow, options, cancellationToken).ConfigureAwait(RunQueue.IsHere);
                return new RunComparison(baseline, run);
            }
            catch
            {
                baseline.Dispose();
                throw;
            }
        }
    }
}
