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
        /// <returns>The run, when it has ended or paused. A failing step is a value in it, not an exception.</returns>
        /// <exception cref="RunConflictException">The workflow is durable or may pause, and there is a run with the id already.</exception>
        /// <exception cref="ObjectDisposedException">The executor was disposed.</exception>
        /// <exception cref="InvalidOperationException">A budget is to pause, or requires estimates, and a step has none; or the one stage that is to run does not exist, or reads from others.</exception>
        public ValueTask<Run> RunAsync(Workflow workflow, RunOptions options, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(executor);
            ArgumentNullException.ThrowIfNull(workflow);
            ArgumentNullException.ThrowIfNull(options);
            return workflow.IsJournaled
                ? RunKeptAsync(executor, workflow, options with { Id = options.Id ?? executor.Ids.Next() }, answers: null, cancellationToken)
                : RunCoreAsync(executor, workflow, options, journal: null, kept: null, cancellationToken);
        }

        /// <summary>
        /// Goes on with a run of a workflow that was paused, cancelled or broken off, in this process or another: what ended before
        /// is not run again, and what does not need a pause that is still open runs.
        /// </summary>
        /// <remarks>
        /// A step that failed before stays failed, and its dependents skipped. Steps that were under way when the run broke off run
        /// again, and so do composites of pipelines inside; their conditions, selectors and merges must depend on nothing but values and state.
        /// </remarks>
        /// <param name="workflow">The workflow, by the same definition and version.</param>
        /// <param name="runId">The run.</param>
        /// <param name="answers">Answers to pauses of the run, in any order; those that have none yet pause again.</param>
        /// <param name="options">How the run is done; its id is not looked at.</param>
        /// <param name="cancellationToken">Cancels the run, which then ends as cancelled.</param>
        /// <returns>The run, when it has ended or paused again.</returns>
        /// <exception cref="RunResumeException">There is no such run, it is over, it is of another workflow or definition, or an answer fits no pause.</exception>
        /// <exception cref="RunConflictException">The run is under way already.</exception>
        /// <exception cref="ObjectDisposedException">The executor was disposed.</exception>
        public ValueTask<Run> ResumeAsync(
            Workflow workflow,
            string runId,
            IReadOnlyList<PauseAnswer>? answers = null,
            RunOptions? options = null,
            CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(executor);
            ArgumentNullException.ThrowIfNull(workflow);
            return RunKeptAsync(executor, workflow, (options ?? new RunOptions()) with { Id = Require.Text(runId) }, answers ?? [], cancellationToken);
        }
    }

    /// <param name="executor">Where it runs.</param>
    /// <param name="workflow">The workflow.</param>
    /// <param name="options">With the id of the run.</param>
    /// <param name="answers">The answers that a run goes on with; null: it is a new one.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    private static async ValueTask<Run> RunKeptAsync(
        Executor executor, Workflow workflow, RunOptions options, IReadOnlyList<PauseAnswer>? answers, CancellationToken cancellationToken)
    {
        var runId = options.Id!;
        var journal = new RunJournal(executor.Options.Store, workflow.Definition);
        var lease = await journal.LeaseAsync(runId, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        await using (lease.ConfigureAwait(RunQueue.IsHere))
        {
            var kept = answers is null ? null : await journal.ReadAsync(runId, answers, cancellationToken).ConfigureAwait(RunQueue.IsHere);
            return await RunCoreAsync(executor, workflow, options, journal, kept, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        }
    }

    private static async ValueTask<Run> RunCoreAsync(
        Executor executor, Workflow workflow, RunOptions options, RunJournal? journal, KeptRun? kept, CancellationToken cancellationToken)
    {
        RequireBudgets(executor, workflow, options.Budget);
        RequireStage(workflow, options.Stage);
        var session = new RunSession(executor, workflow.Name, options, cancellationToken);
        await using (session.ConfigureAwait(RunQueue.IsHere))
        {
            if (journal is null)
            {
                await session.BeginAsync().ConfigureAwait(RunQueue.IsHere);
            }
            else
            {
                await session.BeginAsync(journal, kept).ConfigureAwait(RunQueue.IsHere);
            }

            using var budgets = WorkflowBudgets.Of(workflow, session);
            var scheduler = new WorkflowScheduler(workflow, session, budgets);
            await scheduler.RunAsync().ConfigureAwait(RunQueue.IsHere);
            var status = await session.EndAsync(scheduler.HasFailed, scheduler.WasCancelled, scheduler.IsPaused, scheduler.FirstError).ConfigureAwait(RunQueue.IsHere);
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

        IReadOnlyList<StepSpec> steps = [.. workflow.Graph.Nodes.Select(static node => node.Spec)];
        if (run is not null)
        {
            Metering.Require(run, $"the run of '{workflow.Name}'", steps, workflow.Name, workflow.IsJournaled);
        }

        if (executor.Options.Budget is { } lasting)
        {
            Metering.Require(lasting, "the executor", steps, workflow.Name, workflow.IsJournaled);
        }
    }

    private static void RequireStage(Workflow workflow, string? name)
    {
        if (name is null)
        {
            return;
        }

        var names = workflow.Stages.Select(static stage => stage.Name).ToList();
        var stage = names.IndexOf(name);
        if (stage < 0)
        {
            throw new InvalidOperationException($"The workflow '{workflow.Name}' has no stage '{name}'{NearestName.Hint(name, names)}");
        }

        var nodes = workflow.Graph.Nodes;
        foreach (var node in nodes.Where(node => node.Stage == stage))
        {
            if (node.Reads.Where(read => nodes[read].Stage != stage).Select(read => nodes[read]).FirstOrDefault() is { } other)
            {
                throw new InvalidOperationException(
                    $"The stage '{name}' cannot run alone: its step '{node.Name}' reads '{other.Name}' of the stage '{names[other.Stage]}'; run the whole workflow.");
            }
        }
    }
}
