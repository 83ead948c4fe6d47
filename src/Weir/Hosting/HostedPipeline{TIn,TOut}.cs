using Microsoft.Extensions.DependencyInjection;

namespace Weir;

/// <summary>A pipeline of a host: its runs have services of their own, are logged, and are drained when the host stops.</summary>
/// <remarks>
/// Every run has a service scope, from which <c>Then&lt;TStep, TNext&gt;()</c> takes its steps; it is disposed when the run has ended, however
/// that was. A run that is given <see cref="RunOptions.Services"/> uses those, and leaves them to who made them. What a time-out left behind does not keep the scope.
/// </remarks>
/// <typeparam name="TIn">What the pipeline takes.</typeparam>
/// <typeparam name="TOut">What the pipeline gives.</typeparam>
public sealed class HostedPipeline<TIn, TOut> : IHostedPipeline
{
    private readonly ExecutorHost _host;

    internal HostedPipeline(Pipeline<TIn, TOut> pipeline, ExecutorHost host)
    {
        Pipeline = pipeline;
        _host = host;
    }

    /// <summary>The name, which is also the key among the services.</summary>
    public string Name => Pipeline.Name;

    /// <summary>The pipeline itself. Runs that are made with it past this object have no services and no log.</summary>
    public Pipeline<TIn, TOut> Pipeline { get; }

    /// <summary>The executor that runs it.</summary>
    public Executor Executor => _host.Executor;

    IPipeline IHostedPipeline.Steps => Pipeline;

    /// <summary>Runs the pipeline once.</summary>
    /// <param name="input">The value for its first step.</param>
    /// <param name="cancellationToken">Cancels the run, which then ends as cancelled; nothing is thrown.</param>
    /// <returns>The run, when it has ended and its services are disposed. A failing step is a value in it, not an exception.</returns>
    /// <exception cref="ObjectDisposedException">The executor was stopped or disposed.</exception>
    public ValueTask<Run<TOut>> RunAsync(TIn input, CancellationToken cancellationToken = default) => RunAsync(input, new RunOptions(), cancellationToken);

    /// <summary>Runs the pipeline once.</summary>
    /// <param name="input">The value for its first step.</param>
    /// <param name="options">How the run is done.</param>
    /// <param name="cancellationToken">Cancels the run, which then ends as cancelled; nothing is thrown.</param>
    /// <returns>The run, when it has ended and its services are disposed. A failing step is a value in it, not an exception.</returns>
    /// <exception cref="ObjectDisposedException">The executor was stopped or disposed.</exception>
    public ValueTask<Run<TOut>> RunAsync(TIn input, RunOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return InScopeAsync(options, hosted => Executor.RunAsync(Pipeline, input, hosted, cancellationToken));
    }

    /// <summary>Goes on with a run that was paused, cancelled or broken off: see <see cref="Executor.ResumeAsync"/>.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="answers">Answers to pauses of the run; default null, none.</param>
    /// <param name="options">How the run is done; default null, as usual. Its id is not looked at.</param>
    /// <param name="cancellationToken">Cancels the run, which then ends as cancelled.</param>
    /// <returns>The run, when it has ended or paused again, and its services are disposed.</returns>
    /// <exception cref="RunResumeException">There is no such run, it is over, it is of another pipeline or definition, or an answer fits no pause.</exception>
    /// <exception cref="RunConflictException">The run is under way already.</exception>
    /// <exception cref="ObjectDisposedException">The executor was stopped or disposed.</exception>
    public ValueTask<Run<TOut>> ResumeAsync(
        string runId, IReadOnlyList<PauseAnswer>? answers = null, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        InScopeAsync(options ?? new RunOptions(), hosted => Executor.ResumeAsync(Pipeline, runId, answers, hosted, cancellationToken));

    /// <summary>Runs the pipeline once and gives its value only, as a method call would.</summary>
    /// <param name="input">The value for its first step.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>What the last step gave. What a step throws is thrown here too.</returns>
    /// <exception cref="StepFailedException">A step failed without throwing.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The pipeline may pause.</exception>
    /// <exception cref="ObjectDisposedException">The executor was stopped or disposed.</exception>
    public async ValueTask<TOut> InvokeAsync(TIn input, CancellationToken cancellationToken = default)
    {
        if (Pipeline.MayPause)
        {
            throw new InvalidOperationException($"The pipeline '{Name}' may pause; run it with RunAsync, whose run can be resumed.");
        }

        using var run = await RunAsync(input, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        var failure = run.Failure;
        failure?.Throw();
        return run.Output;
    }

    private async ValueTask<Run<TOut>> InScopeAsync(RunOptions options, Func<RunOptions, ValueTask<Run<TOut>>> start)
    {
        _host.Enter();
        try
        {
            var observed = options with { Progress = _host.ObserverOf(Name, options.Progress) };
            if (options.Services is not null)
            {
                return await start(observed).ConfigureAwait(RunQueue.IsHere);
            }

            var scope = _host.CreateScope();
            try
            {
                return await start(observed with { Services = scope.ServiceProvider }).ConfigureAwait(RunQueue.IsHere);
            }
            finally
            {
                await _host.DisposeAsync(scope, Name).ConfigureAwait(RunQueue.IsHere);
            }
        }
        finally
        {
            _host.Exit();
        }
    }
}
