namespace Weir;

/// <summary>What a run needs while it runs: its scope, its observer, and the way to stop it.</summary>
internal sealed class RunSession : IAsyncDisposable
{
    private readonly Executor _executor;
    private readonly CancellationTokenSource _cancellation;
    private readonly long _started;
    private volatile string? _failure;
    private Task _stopping = Task.CompletedTask;

    public RunSession(Executor executor, string name, RunOptions options, ulong prefix, long number, CancellationTokenSource cancellation)
    {
        _executor = executor;
        _cancellation = cancellation;
        Name = name;
        FailFast = options.FailFast;
        Scope = new RunScope(options.Id, prefix, number, executor.Options.Time, cancellation.Token);
        Progress = options.Progress is null ? null : new RunProgress(options.Progress, Scope);
        _started = Time.GetTimestamp();
        Progress?.PostRunStarted(name);
        Progress?.Deliver();
    }

    public string Name { get; }

    public bool FailFast { get; }

    public RunScope Scope { get; }

    public RunProgress? Progress { get; }

    public TimeProvider Time => Scope.Time;

    public int MaxParallel => _executor.Options.MaxParallel;

    public bool IsStopping => Scope.CancellationToken.IsCancellationRequested;

    /// <summary>Why steps end early, in the words of <see cref="StepResult.Reason"/>.</summary>
    public string StopReason => _failure is { } step ? $"the run stopped after '{step}' failed" : "the run was cancelled";

    /// <summary>Stops the run because a step failed. Called at most once.</summary>
    public void StopAfter(string step)
    {
        _failure = step;

        // Not Cancel(): the callbacks of running steps would run here, in the middle of the scheduler.
        _stopping = _cancellation.CancelAsync();
    }

    public async ValueTask<RunData> EndAsync(
        IReadOnlyList<StepResult> steps, IReadOnlyList<StageResult>? stages = null, object? owner = null, IReadOnlyList<Slot?>? outputs = null)
    {
        // What the callbacks of a stopped step throw is no part of the outcome: the step has one of its own.
        await _stopping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var status = Sum(steps);
        var duration = Time.GetElapsedTime(_started);
        if (Progress is not null)
        {
            Progress.PostRunEnded(status);
            await Progress.DrainAsync().ConfigureAwait(false);
        }

        return new RunData(Scope, Name)
        {
            Status = status,
            Duration = duration,
            Steps = steps,
            Stages = stages ?? [],
            Failed = RunData.FirstFailed(steps),
            ProgressError = Progress?.Error,
            Owner = owner,
            Outputs = outputs ?? [],
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _cancellation.Dispose();
        _executor.End();
    }

    private RunStatus Sum(IReadOnlyList<StepResult> steps)
    {
        var failed = false;
        var cancelled = false;
        foreach (var step in steps)
        {
            failed |= step.Status == StepStatus.Failed;
            cancelled |= step.Status == StepStatus.Cancelled;
        }

        return cancelled && _failure is null ? RunStatus.Cancelled : failed ? RunStatus.Failed : RunStatus.Completed;
    }
}
