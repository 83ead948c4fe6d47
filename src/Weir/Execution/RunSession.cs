using Weir.Layers.Telemetry;

namespace Weir;

/// <summary>A run of a workflow while it runs: its scope, its observer, and the way to stop it.</summary>
internal sealed class RunSession : IAsyncDisposable
{
    private readonly Executor _executor;
    private readonly RunOptions _options;
    private RunWatch? _watch;
    private SampledRun? _sampled;
    private TimeSpan _cpuBefore;
    private RunHooks? _hooks;
    private volatile bool _stoppedByFailure;
    private Task _stopping = Task.CompletedTask;

    public RunSession(Executor executor, string name, RunOptions options, CancellationToken cancellationToken)
    {
        executor.Enter();
        _executor = executor;
        Plans = executor.Plans;
        Name = name;
        _options = options;
        MaxParallel = options.MaxParallel ?? executor.Options.MaxParallel;
        Scope = new RunScope(executor.Ids, executor.Options.Time, executor.Stopping) { Caching = executor.Statistics };
        if (options.Id is { } id)
        {
            Scope.Id = id;
        }

        Scope.Services = options.Services;

        Scope.Begin(cancellationToken);
        Stop = new CancelScope(Scope);
    }

    public string Name { get; }

    /// <summary>What the executor runs, as its options were when the run began.</summary>
    public ExecutorPlans Plans { get; }

    public bool FailFast => _options.FailFast;

    /// <summary>What limits the run; null: nothing of its own.</summary>
    public Budget? Budget => _options.Budget;

    /// <summary>What limits all runs of the executor; null: nothing.</summary>
    public BudgetLedger? ExecutorLedger => _executor.Ledger;

    /// <summary>How long steps took in earlier runs; null: nobody learns.</summary>
    public LearnedDurations? Durations => _executor.Options.Durations;

    public RunScope Scope { get; }

    /// <summary>What stops the steps: the cancellation of the run, or its first failure.</summary>
    public CancelScope Stop { get; }

    public EventStream? Progress { get; private set; }

    /// <summary>What is known of the run from before; null: nothing.</summary>
    public Recall? Recall { get; private set; }

    public TimeProvider Time => Scope.Time;

    /// <summary>The timestamp of the start.</summary>
    public long Started { get; private set; }

    public TimeSpan Elapsed => Time.GetElapsedTime(Started);

    /// <summary>The processor time that the process used since the start; null: it is not to be measured.</summary>
    public TimeSpan? Cpu => _options.MeasureCpu ? Environment.CpuUsage.TotalTime - _cpuBefore : null;

    public int MaxParallel { get; }

    /// <summary>The one stage that runs; null: all do.</summary>
    public string? Stage => _options.Stage;

    public bool IsStopping => Stop.IsStopping;

    /// <summary>Whether the run was stopped because a step failed.</summary>
    public bool StoppedByFailure => _stoppedByFailure;

    /// <summary>What ends the run on purpose: a hook before its steps, or a step; null: nothing.</summary>
    public StepFailure? Abort { get; set; }

    /// <summary>What became of the run; set when it has ended.</summary>
    public IRunData? Outcome { get; set; }

    /// <summary>Why its end could not be kept; null: it was, or nothing is.</summary>
    public StepFailure? KeepFailure { get; private set; }

    /// <summary>Whether a failure ends the run: the caller said so, or no outcome can be kept any more.</summary>
    public bool StopsAtFailure => FailFast || Progress is { IsBroken: true };

    /// <summary>What the runs of the executor share under a name.</summary>
    public SharedResource ResourceOf(string name) => _executor.Resources.GetOrAdd(name, static _ => new SharedResource());

    /// <summary>Begins a run that is not kept.</summary>
    public ValueTask BeginAsync()
    {
        if (_options.Progress is not null || RunHooks.Any(_executor.Options, _options))
        {
            Progress = new EventStream(Scope, _options.Progress, journal: null);
            Progress.PostRunStarted(Name, isWorkflow: true);
            Progress.Deliver();
        }

        return BeginAsync(isResumed: false);
    }

    /// <summary>Begins a run that is kept, or goes on with it.</summary>
    public async ValueTask BeginAsync(RunJournal journal, KeptRun? kept)
    {
        Progress = await journal.BeginAsync(Scope, _options.Progress, (null, typeof(object)), kept).ConfigureAwait(RunQueue.IsHere);
        Recall = kept?.Recall;
        await BeginAsync(isResumed: kept is not null).ConfigureAwait(RunQueue.IsHere);
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
    /// <param name="hasFailed">Whether one failed.</param>
    /// <param name="wasCancelled">Whether one was cancelled.</param>
    /// <param name="isPaused">Whether one waits for an answer.</param>
    /// <param name="error">What the first that failed threw; null: nothing.</param>
    public async ValueTask<RunStatus> EndAsync(bool hasFailed, bool wasCancelled, bool isPaused, Exception? error)
    {
        // What the callbacks of a stopped step throw is no part of the outcome: the step has one of its own.
        await _stopping.ConfigureAwait(RunQueue.Quietly);
        var status = Sum(hasFailed || Abort is not null, wasCancelled, isPaused);
        if (_hooks is not null)
        {
            status = await EndHooksAsync(_hooks, status, error).ConfigureAwait(RunQueue.IsHere);
        }

        if (Progress is not null)
        {
            Progress.PostRunEnded(status);
            try
            {
                await Progress.KeepAsync().ConfigureAwait(RunQueue.IsHere);
            }
            catch (Exception thrown)
            {
                status = RunStatus.Failed;
                KeepFailure = new StepFailure(StepStatus.Failed, thrown) { Address = new StepAddress(null, Name) };
            }

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

        _watch?.End(this, _sampled);
        _executor.Exit();
    }

    /// <summary>Counts the run, and waits for the hooks before it.</summary>
    private async ValueTask BeginAsync(bool isResumed)
    {
        Started = Scope.Began = Time.GetTimestamp();
        if (_options.MeasureCpu)
        {
            _cpuBefore = Environment.CpuUsage.TotalTime;
        }

        _watch = RunWatch.Of(_executor.Statistics?.SeriesOf(Name), Plans.Spans);
        _sampled = _watch?.Begin();
        _hooks = Progress is null ? null : RunHooks.Of(_executor.Options, _options, Scope, Progress, Name);
        if (_hooks is not null && await _hooks.BeforeRunAsync(Stop.Token, isResumed).ConfigureAwait(RunQueue.IsHere) is { } abort)
        {
            AbortWith(abort);
        }
    }

    private async ValueTask<RunStatus> EndHooksAsync(RunHooks hooks, RunStatus status, Exception? error)
    {
        if (await hooks.AfterRunAsync(status, Abort?.Error ?? error, Stop.Token).ConfigureAwait(RunQueue.IsHere) is { } abort)
        {
            AbortWith(abort);
            return RunStatus.Failed;
        }

        return status;
    }

    private void AbortWith(Exception abort) =>
        Abort = new StepFailure(StepStatus.Failed, abort) { Address = new StepAddress(null, Name) };

    // A failure beside a pause is no end: what does not need it goes on when the pause has its answer.
    private RunStatus Sum(bool hasFailed, bool wasCancelled, bool isPaused) =>
        wasCancelled && !_stoppedByFailure ? RunStatus.Cancelled
        : isPaused && !_stoppedByFailure && Abort is null ? RunStatus.Paused
        : hasFailed ? RunStatus.Failed
        : RunStatus.Completed;
}
