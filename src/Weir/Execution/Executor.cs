using System.Collections.Concurrent;

namespace Weir;

/// <summary>Runs pipelines and workflows, many at once. One executor serves a whole process.</summary>
/// <remarks>
/// <see cref="StopAsync"/> and disposing wait for the runs in flight; so do neither inside a step.
/// </remarks>
public sealed partial class Executor : IAsyncDisposable
{
    /// <summary>Makes an executor.</summary>
    /// <param name="options">How it runs; default <c>new ExecutorOptions()</c>.</param>
    public Executor(ExecutorOptions? options = null)
    {
        Options = options ?? new ExecutorOptions();
        Ledger = Options.Budget is { } budget ? new BudgetLedger(budget, BudgetOwner.Executor, null, outer: null, Options.Time) : null;
        _plans = new ExecutorPlans(this, Options.Optimizations);
        Statistics = Options.CollectStatistics ? new StatisticsCollector(Options.Time) : null;
    }

    /// <summary>How it runs.</summary>
    public ExecutorOptions Options { get; }

    /// <summary>What is left of <see cref="ExecutorOptions.Budget"/>; null: there is none. What steps under way have reserved is not left.</summary>
    public BudgetLeft? BudgetLeft => Ledger?.Left;

    internal RunIds Ids { get; } = new();

    /// <summary>What its runs share, by name; there are as many as workflows name.</summary>
    internal ConcurrentDictionary<string, SharedResource> Resources { get; } = new(StringComparer.Ordinal);

    /// <summary>The budget of all runs; null: there is none.</summary>
    internal BudgetLedger? Ledger { get; }

    internal RunCounter Runs { get; } = new();

    /// <summary>Counts the runs; null: nobody does.</summary>
    internal StatisticsCollector? Statistics { get; }

    /// <summary>Stops all runs when the executor is disposed.</summary>
    internal StopSource Stopping { get; } = new();

    /// <summary>Runs a pipeline once and gives its value only, as a method call would: nothing is recorded.</summary>
    /// <remarks>The cheapest way to run a pipeline: with steps that do not wait it allocates nothing. Use <see cref="RunAsync{TIn, TOut}(Pipeline{TIn, TOut}, TIn, CancellationToken)"/> to see what its steps did.</remarks>
    /// <typeparam name="TIn">What the pipeline takes.</typeparam>
    /// <typeparam name="TOut">What the pipeline gives.</typeparam>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="input">The value for its first step.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>What the last step gave. What a step throws is thrown here too.</returns>
    /// <exception cref="StepFailedException">A step failed without throwing.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The executor was stopped or disposed.</exception>
    public ValueTask<TOut> InvokeAsync<TIn, TOut>(
        Pipeline<TIn, TOut> pipeline, TIn input, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return RunnerOf(pipeline).InvokeAsync(input, cancellationToken);
    }

    /// <summary>Runs a pipeline once.</summary>
    /// <typeparam name="TIn">What the pipeline takes.</typeparam>
    /// <typeparam name="TOut">What the pipeline gives.</typeparam>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="input">The value for its first step.</param>
    /// <param name="cancellationToken">Cancels the run, which then ends as cancelled; nothing is thrown.</param>
    /// <returns>The run, when it has ended. A failing step is a value in it, not an exception.</returns>
    /// <exception cref="ObjectDisposedException">The executor was stopped or disposed.</exception>
    public ValueTask<Run<TOut>> RunAsync<TIn, TOut>(
        Pipeline<TIn, TOut> pipeline, TIn input, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return RunnerOf(pipeline).RunAsync(input, null, cancellationToken);
    }

    /// <summary>Runs a pipeline once.</summary>
    /// <typeparam name="TIn">What the pipeline takes.</typeparam>
    /// <typeparam name="TOut">What the pipeline gives.</typeparam>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="input">The value for its first step.</param>
    /// <param name="options">How the run is done.</param>
    /// <param name="cancellationToken">Cancels the run, which then ends as cancelled; nothing is thrown.</param>
    /// <returns>The run, when it has ended. A failing step is a value in it, not an exception.</returns>
    /// <exception cref="ObjectDisposedException">The executor was stopped or disposed.</exception>
    public ValueTask<Run<TOut>> RunAsync<TIn, TOut>(
        Pipeline<TIn, TOut> pipeline, TIn input, RunOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(options);
        return RunnerOf(pipeline).RunAsync(input, options, cancellationToken);
    }

    /// <summary>Goes on with a run that was paused, cancelled or broken off, in this process or another: what ended before is not run again.</summary>
    /// <remarks>
    /// Composites run again, so conditions, selectors and merges must depend on nothing but values and state. A step that was
    /// under way when the run broke off runs again.
    /// </remarks>
    /// <typeparam name="TIn">What the pipeline takes.</typeparam>
    /// <typeparam name="TOut">What the pipeline gives.</typeparam>
    /// <param name="pipeline">The pipeline, by the same definition and version.</param>
    /// <param name="runId">The run.</param>
    /// <param name="answers">Answers to pauses of the run; those that have none yet pause again.</param>
    /// <param name="options">How the run is done; its id is not looked at.</param>
    /// <param name="cancellationToken">Cancels the run, which then ends as cancelled.</param>
    /// <returns>The run, when it has ended or paused again.</returns>
    /// <exception cref="RunResumeException">There is no such run, it is over, it is of another pipeline or definition, or an answer fits no pause.</exception>
    /// <exception cref="RunConflictException">The run is under way already.</exception>
    /// <exception cref="ObjectDisposedException">The executor was stopped or disposed.</exception>
    public ValueTask<Run<TOut>> ResumeAsync<TIn, TOut>(
        Pipeline<TIn, TOut> pipeline,
        string runId,
        IReadOnlyList<PauseAnswer>? answers = null,
        RunOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return RunnerOf(pipeline).ResumeAsync(Require.Text(runId), answers ?? [], options, cancellationToken);
    }

    /// <summary>What it has done since it was made. Counted as runs end, summed up here; can be read at any time, also after disposing.</summary>
    /// <returns>The figures as they are now.</returns>
    /// <exception cref="InvalidOperationException"><see cref="ExecutorOptions.CollectStatistics"/> is false, so there are none.</exception>
    public ExecutorStatistics GetStatistics() => Statistics?.Read()
        ?? throw new InvalidOperationException($"This executor counts nothing; make it with {nameof(ExecutorOptions)}.{nameof(ExecutorOptions.CollectStatistics)} = true.");

    /// <summary>Counts a run in.</summary>
    internal RunCounter.Cell Enter()
    {
        var cell = Runs.Current;
        if (!Runs.TryEnter(cell))
        {
            throw Refused();
        }

        return cell;
    }

    /// <summary>Counts a run out.</summary>
    internal RunCounter.Cell Exit()
    {
        var cell = Runs.Current;
        Runs.Exit(cell);
        return cell;
    }

    private PipelineRunner<TIn, TOut> RunnerOf<TIn, TOut>(Pipeline<TIn, TOut> pipeline)
    {
        var plans = _plans;
        return pipeline.LastRunner is PipelineRunner<TIn, TOut> last && ReferenceEquals(last.Plans, plans) ? last : plans.RunnerOf(pipeline);
    }
}
