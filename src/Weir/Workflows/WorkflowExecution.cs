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
        /// <exception cref="InvalidOperationException">A budget is to pause, or requires estimates, and a step has none.</exception>
        public ValueTask<Run> RunAsync(Workflow workflow, CancellationToken cancellationToken = default) =>
            executor.RunAsync(workflow, new RunOptions(), cancellationToken);

        /// <summary>Runs a workflow once. Its steps run on the thread pool, side by side as far as dependencies and limits allow.</summary>
        /// <param name="workflow">The workflow.</param>
        /// <param name="options">How the run is done.</param>
        /// <param name="cancellationToken">Cancels the run, which then ends as cancelled; nothing is thrown.</param>
        /// <returns>The run, when it has ended. A failing step is a value in it, not an exception.</returns>
        /// <exception cref="ObjectDisposedException">The executor was disposed.</exception>
        /// <exception cref="InvalidOperationException">A budget is to pause, or requires estimates, and a step has none.</exception>
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
        RequireBudgets(executor, workflow, options.Budget);
        var session = new RunSession(executor, workflow.Name, options, cancellationToken);
        await using (session.ConfigureAwait(RunQueue.IsHere))
        {
            using var budgets = WorkflowBudgets.Of(workflow, session, executor.Ledger, options.Budget);
            var scheduler = new WorkflowScheduler(workflow, session, budgets);
            await scheduler.RunAsync().ConfigureAwait(RunQueue.IsHere);
            var status = await session.EndAsync(scheduler.Results).ConfigureAwait(RunQueue.IsHere);
            var data = new WorkflowRunData(workflow, session, scheduler, status);
            session.Outcome = data;
            return new Run(data, workflow.Name);
        }
    }

    private static void RequireBudgets(Executor executor, Workflow workflow, Budget? run)
    {
        if (run is null && executor.Options.Budget is null)
        {
            return;
        }

        IReadOnlyList<StepSpec> steps = [.. workflow.Graph.Nodes.Select(static node => node.Step)];
        if (run is not null)
        {
            WorkflowBudgets.Require(run, $"the run of '{workflow.Name}'", steps, workflow.Name);
        }

        if (executor.Options.Budget is { } lasting)
        {
            WorkflowBudgets.Require(lasting, "the executor", steps, workflow.Name);
        }
    }
}
