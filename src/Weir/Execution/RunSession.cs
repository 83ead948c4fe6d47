namespace Weir;

/// <summary>A run of a workflow while it runs: its scope, its observer, and the way to stop it.</summary>
internal sealed class RunSession : IAsyncDisposable
{
    private readonly Executor _executor;
    private readonly RunSeries? _series;
    private readonly long _started;
    private readonly RunHooks? _hooks;
    private volatile bool _stoppedByFailure;
    private Task _stopping = Task.CompletedTask;

    public RunSession(Executor executor, string name, RunOptions options, CancellationToken cancellationToken)
    {
        executor.Enter();
        _executor = executor;
        Name = name;
        FailFast = options.FailFast;
        Scope = new RunScope(executor.Ids, executor.Options.Time, executor.Stopping);
        if (options.Id is { } id)
        {
            Scope.Id = id;
        }

        Scope.Services = options.Services;

        Scope.Begin(cancellationToken);
        Stop = new CancelScope(Scope);
        if (options.Progress is not null || RunHooks.Any(executor.Options, options))
        {
            Progress = new EventStream(Scope, options.Progress, journal: null);
            _hooks = RunHooks.Of(executor.Options, options, Scope, Progress, name);
        }

        try
        {
            _started = Time.GetTimestamp();
            Progress?.PostRunStarted(name);
            Progress?.Deliver();
            _series = executor.Statistics?.SeriesOf(name);
            _series?.Begin();
        }
        catch
        {
            executor.Exit();
            throw;
        }
    }

    public string Name { get; }

    public bool FailFast { get; }

    public RunScope Scope { get; }

    /// <summary>What stops the steps: the cancellation of the run, or its first failure.</summary>
    public CancelScope Stop { get; }

    public EventStream? Progress { get; }

    public TimeProvider Time => Scope.Time;

    public TimeSpan Elapsed => Time.GetElapsedTime(_started);

    public int MaxParallel => _executor.Options.MaxParallel;

    public bool IsStopping => Stop.IsStopping;

    /// <summary>What ends the run on purpose: a hook before its steps, or a step; null: nothing.</summary>
    public StepFailure? Abort { get; set; }

    /// <summary>What became of the run; set when it has ended.</summary>
    public IRunData? Outcome { get; set; }

    /// <summary>Waits for the hooks before the run.</summary>
    public async ValueTask BeginAsync()
    {
        if (_hooks is not null && await _hooks.BeforeRunAsync(Stop.Token).ConfigureAwait(RunQueue.IsHere) is { } abort)
        {
            AbortWith(abort);
        }
    }

    /// <summary>Who is told of steps: their events, and the hooks around them.</summary>
    public StepObserver WithHooks(StepEvents events) => _hooks is null ? events : new HookedSteps(events, _hooks);

    /// <summary>Stops the run because a step failed. Called at most once.</summary>
    public void StopAfter(string step)
    {
        _stoppedByFailure = true;
        _stopping = Stop.StopAsync($"the run stopped after '{step}' failed");
    }

    /// <summary>How the run ended, by how its steps did; called when all have.</summary>
    public async ValueTask<RunStatus> EndAsync(IReadOnlyList<StepResult> steps)
    {
        // What the callbacks of a stopped step throw is no part of the outcome: the step has one of its own.
        await _stopping.ConfigureAwait(RunQueue.Quietly);
        var status = Sum(steps);
        if (_hooks is not null)
        {
            status = await EndHooksAsync(_hooks, status, steps).ConfigureAwait(RunQueue.IsHere);
        }

        if (Progress is not null)
        {
            Progress.PostRunEnded(status);
            await Progress.DrainAsync().ConfigureAwait(RunQueue.IsHere);
        }

        return status;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.ConfigureAwait(RunQueue.Quietly);
        Stop.End();
        Scope.End();
        if (_executor.Stopping.IsUp)
        {
            _executor.NoteCut(Name, Scope, Outcome?.Status ?? RunStatus.Failed);
        }

        _series?.End(Outcome?.Duration ?? Elapsed, Outcome?.Status ?? RunStatus.Failed, Outcome?.Failure);
        _executor.Exit();
    }

    private async ValueTask<RunStatus> EndHooksAsync(RunHooks hooks, RunStatus status, IReadOnlyList<StepResult> steps)
    {
        var error = Abort?.Error ?? steps.FirstOrDefault(static step => step.Status == StepStatus.Failed)?.Error;
        if (await hooks.AfterRunAsync(status, error, Stop.Token).ConfigureAwait(RunQueue.IsHere) is { } abort)
        {
            AbortWith(abort);
            return RunStatus.Failed;
        }

        return status;
    }

    private void AbortWith(Exception abort) =>
        Abort = new StepFailure(StepStatus.Failed, abort) { Address = new StepAddress(null, Name) };

    private RunStatus Sum(IReadOnlyList<StepResult> steps)
    {
        var failed = Abort is not null;
        var cancelled = false;
        foreach (var step in steps)
        {
            failed |= step.Status == StepStatus.Failed;
            cancelled |= step.Status == StepStatus.Cancelled;
        }

        return cancelled && !_stoppedByFailure ? RunStatus.Cancelled : failed ? RunStatus.Failed : RunStatus.Completed;
    }
}
