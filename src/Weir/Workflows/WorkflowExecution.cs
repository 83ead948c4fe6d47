namespace Weir;

/// <summary>Runs workflows on an <see cref="Executor"/>.</summary>
public static class WorkflowExecution
{
    extension(Executor executor)
    {
        /// <summary>Runs a workflow once. Its steps run on the thread pool, side by side as far as dependencies and limits allow.</summary>
        /// <param name="workflow">The workflow.</param>
        /// <param name="cancellationToken">Cancels the run, which then ends as cancelled; nothing is thrown.</param>
        /// <returns>The run, when it has ended. A failing step is a value in it, not an exception.</returns>
        /// <exception cref="ObjectDisposedException">The executor was disposed.</exception>
        public ValueTask<Run> RunAsync(Workflow workflow, CancellationToken cancellationToken = default) =>
            executor.RunAsync(workflow, new RunOptions(), cancellationToken);

        /// <summary>Runs a workflow once. Its steps run on the thread pool, side by side as far as dependencies and limits allow.</summary>
        /// <param name="workflow">The workflow.</param>
        /// <param name="options">How the run is done.</param>
        /// <param name="cancellationToken">Cancels the run, which then ends as cancelled; nothing is thrown.</param>
        /// <returns>The run, when it has ended. A failing step is a value in it, not an exception.</returns>
        /// <exception cref="ObjectDisposedException">The executor was disposed.</exception>
        public ValueTask<Run> RunAsync(Workflow workflow, RunOptions options, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(executor);
            ArgumentNullException.ThrowIfNull(workflow);
            ArgumentNullException.ThrowIfNull(options);
            return RunCoreAsync(executor, workflow, options, cancellationToken);
        }
    }

    private static async ValueTask<Run> RunCoreAsync(Executor executor, Workflow workflow, RunOptions options, CancellationToken cancellationToken)
    {
        var session = new RunSession(executor, workflow.Name, options, cancellationToken);
        await using (session.ConfigureAwait(RunQueue.IsHere))
        {
            await session.BeginAsync().ConfigureAwait(RunQueue.IsHere);
            var scheduler = new WorkflowScheduler(workflow, session);
            await scheduler.RunAsync().ConfigureAwait(RunQueue.IsHere);
            var status = await session.EndAsync(scheduler.Results).ConfigureAwait(RunQueue.IsHere);
            var data = new WorkflowRunData(workflow, session, scheduler, status);
            session.Outcome = data;
            return new Run(data, workflow.Name);
        }
    }
}
