namespace Weir.Yaml.Files;

/// <summary>A workflow file that has all that it needs to run. It may be run many times, also at once; runs share the values that <c>cache</c> keeps.</summary>
public sealed class BoundWorkflow
{
    // A run that is shorter is mostly the time that a process takes to warm up.
    private static readonly TimeSpan ColdRun = TimeSpan.FromSeconds(10);

    private readonly BoundParts _parts;

    internal BoundWorkflow(WorkflowFile file, WorkflowBinding binding, BoundParts parts)
    {
        _parts = parts;
        File = file;
        Binding = binding;
        Budget = BudgetOf(file.Document.Budget);
    }

    /// <summary>The workflow, for those who look at it; <see cref="RunAsync"/> runs it as the file says.</summary>
    public Workflow Workflow => _parts.Workflow;

    /// <summary>What the file's <c>budget</c> allows one run; null: it has none.</summary>
    public Budget? Budget { get; }

    /// <summary>What may not be shown of it.</summary>
    public SecretMask Secrets => _parts.Secrets;

    /// <summary>The questions that it may ask, in the order of the file; those that were answered when it was bound are not among them.</summary>
    public IReadOnlyList<Approval> Approvals => [.. _parts.Approvals.Values.Where(approval => !Binding.Answers.ContainsKey(approval.Step))];

    /// <summary>How many attempts each step has, by name; of a step with items, each of them. At least 1.</summary>
    public IReadOnlyDictionary<string, int> MaxAttempts => File.Document.Steps.ToDictionary(
        static step => step.Name.Text, step => (step.Attempts.Retry ?? File.Document.Defaults.Retry)?.MaxAttempts ?? 1, StringComparer.Ordinal);

    internal WorkflowFile File { get; }

    internal WorkflowBinding Binding { get; }

    /// <summary>The values of the inputs that are no secrets.</summary>
    internal IEnumerable<KeyValuePair<string, object?>> OpenInputs => _parts.Values.Inputs.Where(input => !_parts.SecretNames.Contains(input.Key));

    /// <summary>Runs it once, with its budget and profile.</summary>
    /// <param name="executor">Where it runs.</param>
    /// <param name="options">How the run is done; default null, as the file says. What it says wins.</param>
    /// <param name="ask">Asks a person, and gives one of the choices; null: nobody answers now. Default null: nobody is asked. The run then ends as paused.</param>
    /// <param name="cancellationToken">Cancels the run, which then ends as cancelled.</param>
    /// <returns>The run, when it has ended, or paused with a question that nobody answers.</returns>
    /// <exception cref="InvalidOperationException">An answer is none of the choices.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ask"/> was cancelled.</exception>
    public async ValueTask<Run> RunAsync(
        Executor executor, RunOptions? options = null, Func<Approval, CancellationToken, ValueTask<string?>>? ask = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(executor);
        var how = Completed(options);
        using var stay = _parts.Hosts.Enter(how.Id!, new RunHost(executor, how));
        var run = await executor.RunAsync(Workflow, how, cancellationToken).ConfigureAwait(false);
        return await AnswerAsync(executor, run, how, ask ?? Nobody, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs it with one step at a time, and then as it is meant; gives both runs. All that its steps do is done twice, and three times where that took less than ten seconds: the first run then only warms up.</summary>
    /// <remarks>
    /// The first run is one of the file bound anew, so that what <c>cache</c> kept of it does not serve the second; it has an id of its own and tells no observer. Nobody is asked: a question ends a run as
    /// paused. If the first run does not complete there is nothing to compare with, and the second one is run all the same.
    /// </remarks>
    /// <param name="executor">Where both run.</param>
    /// <param name="options">How the second run is done; default null, as the file says. How many steps the first one has in flight is not looked at.</param>
    /// <param name="cancellationToken">Cancels both runs, which then end as cancelled.</param>
    /// <returns>Both runs, when they have ended. Dispose it when they have been read.</returns>
    /// <exception cref="InvalidOperationException">The file can no longer be bound, as its <c>files</c> have become unreadable meanwhile.</exception>
    public async ValueTask<RunComparison> CompareAsync(Executor executor, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(executor);
        var bound = File.Bind(Binding);
        var again = bound.Workflow ?? throw new InvalidOperationException($"The workflow '{Workflow.Name}' cannot be bound a second time: {bound.Diagnostics[0].Message}");
        var alone = (options ?? new RunOptions()) with { Id = null, Progress = null, MaxParallel = 1 };
        var baseline = await again.RunAsync(executor, alone, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (baseline.Status == RunStatus.Completed && baseline.Duration < ColdRun)
        {
            // It has warmed up the process, and that is all: what is compiled and connected once would be taken for a gain of the second run.
            baseline.Dispose();
            var warm = File.Bind(Binding).Workflow!;
            baseline = await warm.RunAsync(executor, alone, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return new RunComparison(baseline, await RunAsync(executor, options, cancellationToken: cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            baseline.Dispose();
            throw;
        }
    }

    /// <summary>Goes on with a run that was paused, cancelled or broken off; the store of the executor has it.</summary>
    /// <param name="executor">Where it runs.</param>
    /// <param name="runId">The run.</param>
    /// <param name="options">How the run is done; default null, as the file says. Its id is not looked at.</param>
    /// <param name="ask">As for <see cref="RunAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The run, when it has ended, or paused with a question that nobody answers.</returns>
    /// <exception cref="RunResumeException">There is no such run, it is over, or it is one of another workflow.</exception>
    /// <exception cref="RunConflictException">The run is under way already.</exception>
    /// <exception cref="InvalidOperationException">An answer is none of the choices.</exception>
    public async ValueTask<Run> ResumeAsync(
        Executor executor, string runId, RunOptions? options = null, Func<Approval, CancellationToken, ValueTask<string?>>? ask = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(executor);
        ArgumentException.ThrowIfNullOrEmpty(runId);
        var how = Completed((options ?? new RunOptions()) with { Id = runId });
        using var stay = _parts.Hosts.Enter(runId, new RunHost(executor, how));
        var pauses = await executor.Options.Store.ReadPausesAsync(runId, cancellationToken).ConfigureAwait(false);
        var answers = await AnswersAsync(pauses, ask ?? Nobody, cancellationToken).ConfigureAwait(false);
        var run = await executor.ResumeAsync(Workflow, runId, answers, how, cancellationToken).ConfigureAwait(false);
        return await AnswerAsync(executor, run, how, ask ?? Nobody, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the workflow gives: its <c>outputs</c>, by name in the order of the file, secrets included.</summary>
    /// <param name="run">A run of it.</param>
    /// <returns>The values; none where the run did not complete. One that reads a step which did not complete, and has no value without it, is null.</returns>
    /// <exception cref="Expressions.ExpressionException">The values do not fit; the message has the place.</exception>
    public IReadOnlyDictionary<string, object?> OutputsOf(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var outputs = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        if (run.Status != RunStatus.Completed)
        {
            return outputs;
        }

        var scope = new EndScope(_parts.Values, run);
        foreach (var (name, value) in File.Document.Outputs)
        {
            outputs[name.Text] = scope.Give(value);
        }

        return outputs;
    }

    private RunOptions Completed(RunOptions? options)
    {
        options ??= new RunOptions();
        return options with
        {
            Id = options.Id ?? Guid.NewGuid().ToString("n"),
            Budget = options.Budget ?? Budget,
            FailFast = options.FailFast || Binding.Profile is { FailFast: true },
        };
    }

    private static ValueTask<string?> Nobody(Approval approval, CancellationToken cancellationToken) => new((string?)null);

    /// <summary>Goes on for as long as somebody answers.</summary>
    private async ValueTask<Run> AnswerAsync(
        Executor executor, Run run, RunOptions how, Func<Approval, CancellationToken, ValueTask<string?>> ask, CancellationToken cancellationToken)
    {
        while (run.Status == RunStatus.Paused)
        {
            var answers = await AnswersAsync(run, ask, cancellationToken).ConfigureAwait(false);
            if (answers.Count == 0)
            {
                break;
            }

            run.Dispose();
            run = await executor.ResumeAsync(Workflow, how.Id!, answers, how, cancellationToken).ConfigureAwait(false);
        }

        return run;
    }

    private async ValueTask<List<PauseAnswer>> AnswersAsync(Run run, Func<Approval, CancellationToken, ValueTask<string?>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await AnswersAsync(run.Pauses, ask, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    private async ValueTask<List<PauseAnswer>> AnswersAsync(
        IReadOnlyList<RunPaused> pauses, Func<Approval, CancellationToken, ValueTask<string?>> ask, CancellationToken cancellationToken)
    {
        var answers = new List<PauseAnswer>();
        foreach (var pause in pauses.Where(static pause => pause.AnswerType.Length > 0))
        {
            var approval = _parts.Approvals[pause.Path[(pause.Path.LastIndexOf('/') + 1)..]] with { Question = pause.Prompt };
            if (await ask(approval, cancellationToken).ConfigureAwait(false) is { } answer)
            {
                answers.Add(approval.Refusal(answer) is { } refusal ? throw new InvalidOperationException(refusal) : new PauseAnswer(pause.Path, answer));
            }
        }

        return answers;
    }

    private static Budget? BudgetOf(BudgetDocument? budget) => budget is null ? null : new Budget
    {
        Cost = budget.Cost,
        Tokens = budget.Tokens,
        Steps = budget.Steps,
        Time = budget.Time,
        OnBreach = budget.OnBreach switch
        {
            "pause" => BudgetBreach.Pause,
            "degrade" => BudgetBreach.Degrade,
            _ => BudgetBreach.Stop,
        },
    };
}

/// <summary>What a bound workflow is made of.</summary>
internal sealed record BoundParts(
    Workflow Workflow, FileValues Values, RunHosts Hosts, SecretMask Secrets, IReadOnlySet<string> SecretNames, IReadOnlyDictionary<string, Approval> Approvals);
