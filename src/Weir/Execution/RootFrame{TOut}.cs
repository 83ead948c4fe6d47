using System.Threading.Tasks.Sources;
using Weir.Layers.Telemetry;

namespace Weir;

/// <summary>The frame of a run of a pipeline: what the caller awaits, and what a <see cref="Run"/> reads.</summary>
internal sealed class RootFrame<TOut> : RootFrame, IValueTaskSource<TOut>, IValueTaskSource<Run<TOut>>, IRunData
{
    private readonly ExecutorPlans _plans;
    private readonly Executor _executor;
    private readonly RunScope _scope;

    // Who counts or exports the runs of this frame; null: nobody.
    private readonly RunWatch? _watch;

    // Of a run that is exported.
    private SampledRun? _sampled;

    // Whether the watch is told of the end of this run.
    private bool _isWatched;
    private long _began;
    private ManualResetValueTaskSourceCore<bool> _source;
    private EventStream? _events;
    private RunHooks? _hooks;
    private RunBudget? _budget;
    private IReadOnlyList<StepResult>? _steps;

    public RootFrame(Plan plan, ExecutorPlans plans, FramePool pool, StepAddresses addresses, RunWatch? watch)
        : this(plan, plans, pool, addresses, watch, new RunScope(plans.Executor.Ids, plans.Executor.Options.Time, plans.Executor.Stopping) { Caching = plans.Executor.Statistics })
    {
    }

    private RootFrame(Plan plan, ExecutorPlans plans, FramePool pool, StepAddresses addresses, RunWatch? watch, RunScope scope)
        : base(plan, scope, addresses, pool)
    {
        _plans = plans;
        _executor = plans.Executor;
        _scope = scope;
        _watch = watch;
    }

    public RunScope Scope => _scope;

    public string OptimizationsHash => _plans.Hash;

    public RunStatus Status => Failure?.Status switch
    {
        null => RunStatus.Completed,
        StepStatus.Cancelled => RunStatus.Cancelled,
        StepStatus.Paused => RunStatus.Paused,
        _ => RunStatus.Failed,
    };

    public TimeSpan Duration => _scope.Time.GetElapsedTime(Started, Stamp);

    public IReadOnlyList<StepResult> Steps =>
        _steps ??= new StepResults(_scope.Time, Started).Of(Plan, Records!, Recorded, Started, Failure, BaseAddress);

    public IReadOnlyList<StageResult> Stages => [];

    public IReadOnlyList<RunPaused> Pauses => _events?.Pauses ?? [];

    public IReadOnlyList<HookFailed> HookFailures => _events?.HookFailures ?? [];

    public Exception? ProgressError => _events?.Error;

    StepFailure? IRunData.Failure => Failure;

    StateCell? IRunData.State => State;

    public TOut Output => Read<TOut>();

    public void Begin(CancellationToken cancellationToken)
    {
        _scope.Begin(cancellationToken);
        BeginRoot();
    }

    /// <summary>Puts the run under budgets; only of a metered plan, and before anything else of the run.</summary>
    public void BeginBudget(Budget? run, Budget? pipeline, string name) =>
        (_budget ??= new RunBudget(_executor, _scope, name)).Begin(this, run, pipeline);

    public void BeginRecorded(RunOptions? options, RunCounter.Cell cell, CancellationToken cancellationToken)
    {
        Begin(cancellationToken);
        if (options is null && ReferenceEquals(_scope.Time, TimeProvider.System))
        {
            BeginRecords();
        }
        else
        {
            BeginRecorded(options, cell);
        }
    }

    /// <summary>Prepares a run that is kept, or that has hooks; <paramref name="abort"/> says why it ends before its first step.</summary>
    public void BeginObserved(EventStream events, Recall? recall, RunHooks? hooks, Exception? abort)
    {
        _events = events;
        _hooks = hooks;
        var steps = new StepEvents(events, _scope, recall);
        Observe(hooks is null ? steps : new HookedSteps(steps, hooks));
        BeginRecords();
        _scope.Began = Started;
        if (abort is not null)
        {
            EndUnstarted(new StepFailure(StepStatus.Failed, abort));
        }

        if (Failure is not null)
        {
            Observer?.Unstarted(this);
        }
    }

    /// <summary>Runs without records; the caller gets the value.</summary>
    public ValueTask<TOut> StartForValue(RunCounter.Cell cell)
    {
        if (_watch is { } watch && watch.IsAwake(areRecorded: false))
        {
            BeginWatched(watch);
        }

        var caller = ExecutionContext.Capture();
        var isEnded = Start();
        if (isEnded)
        {
            AsyncFlow.Restore(caller);
            Exit(cell);
            return new ValueTask<TOut>(GiveValue());
        }

        // Read before the wait: after it the frame may be running on another thread.
        var version = _source.Version;
        isEnded = Wait();
        AsyncFlow.Restore(caller);
        return isEnded ? EndWithValue() : new ValueTask<TOut>(this, version);
    }

    /// <summary>Runs with records; the caller gets the run.</summary>
    public ValueTask<Run<TOut>> StartForRun(RunCounter.Cell cell)
    {
        if (_watch is { } watch && watch.IsAwake(areRecorded: true))
        {
            BeginWatched(watch);
        }

        var caller = ExecutionContext.Capture();
        var isEnded = Start();
        if (isEnded)
        {
            AsyncFlow.Restore(caller);
            return GiveRun(cell);
        }

        var version = _source.Version;
        isEnded = Wait();
        AsyncFlow.Restore(caller);
        return isEnded ? GiveRun(_executor.Runs.Current) : new ValueTask<Run<TOut>>(this, version);
    }

    public void Release()
    {
        if (Records is not null)
        {
            _steps = null;
            _events = null;
            _scope.Services = null;
            _hooks = null;
        }

        _budget?.End(this);
        if (_scope.HasLeft)
        {
            // What was left behind may still look at its surroundings: they stay as they are, and serve no other run.
            LetGo();
            _scope.Release();
            return;
        }

        Clear();
        _scope.Reset();
        GiveBack();
    }

    TOut IValueTaskSource<TOut>.GetResult(short token)
    {
        _source.GetResult(token);
        _source.Reset();
        return GiveValue();
    }

    ValueTaskSourceStatus IValueTaskSource<TOut>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<TOut>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    Run<TOut> IValueTaskSource<Run<TOut>>.GetResult(short token)
    {
        _source.GetResult(token);
        _source.Reset();
        return new Run<TOut>(this);
    }

    ValueTaskSourceStatus IValueTaskSource<Run<TOut>>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<Run<TOut>>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    protected override void End()
    {
        if (_events is not null)
        {
            _ = EndObservedLaterAsync();
            return;
        }

        Exit(_executor.Runs.Current);
        _source.SetResult(true);
    }

    /// <summary>Counts the run out, before its caller gets anything: who has a result finds it in the statistics.</summary>
    private void Exit(RunCounter.Cell cell)
    {
        Context.EndRentals();
        if (_executor.Stopping.IsUp)
        {
            _executor.NoteCut(Plan.Name, _scope, Status);
        }

        if (_isWatched)
        {
            EndWatched(_watch!);
        }

        _executor.Runs.Exit(cell);
    }

    private void BeginWatched(RunWatch watch)
    {
        _sampled = watch.Begin();
        _isWatched = watch.Needs(_sampled);
        if (_isWatched && Records is null)
        {
            _began = _scope.Now;
        }
    }

    private void EndWatched(RunWatch watch)
    {
        _isWatched = false;

        // A recorded run has its times already, and its duration here is the one that it shows.
        var (isRecorded, sampled) = (Records is not null, _sampled);
        var ticks = isRecorded ? Stamp - Started : _scope.Now - _began;
        watch.End(ticks, Failure);
        if (sampled is not null)
        {
            _sampled = null;
            watch.Export(sampled, this, Addresses!.Root, _scope.Time.GetElapsedTime(0, ticks), isRecorded, isRecorded ? CopyTimes() : null);
        }
    }

    /// <summary>The same with a clock that is not Weir's: what that throws is thrown, and the run is counted out.</summary>
    private void BeginRecorded(RunOptions? options, RunCounter.Cell cell)
    {
        try
        {
            if (options is not null)
            {
                Apply(options);
            }

            BeginRecords();
            _scope.Began = Started;
        }
        catch
        {
            _events = null;
            _scope.Services = null;
            Observe(null);
            Release();
            _executor.Runs.Exit(cell);
            throw;
        }
    }

    private void Apply(RunOptions options)
    {
        if (options.Id is { } id)
        {
            _scope.Id = id;
        }

        _scope.Services = options.Services;
        if (options.Progress is { } observer)
        {
            _events = new EventStream(_scope, observer, journal: null);
            _events.PostRunStarted(Plan.Name);
            _events.Deliver();
            Observe(new StepEvents(_events, _scope));
            if (Failure is not null)
            {
                Observer?.Unstarted(this);
            }
        }
    }

    private ValueTask<Run<TOut>> GiveRun(RunCounter.Cell cell)
    {
        if (_events is not null)
        {
            return EndObservedAsync();
        }

        Exit(cell);
        return new ValueTask<Run<TOut>>(new Run<TOut>(this));
    }

    private async ValueTask<Run<TOut>> EndObservedAsync()
    {
        await DrainAsync().ConfigureAwait(RunQueue.IsHere);
        return new Run<TOut>(this);
    }

    private async Task EndObservedLaterAsync()
    {
        await DrainAsync().ConfigureAwait(RunQueue.IsHere);
        _source.SetResult(true);
    }

    /// <summary>Hands out the last event, and waits until the observer has had it.</summary>
    private async Task DrainAsync()
    {
        try
        {
            if (_hooks is not null)
            {
                await EndHooksAsync(_hooks).ConfigureAwait(RunQueue.IsHere);
            }

            var events = _events!;
            events.PostRunEnded(Status);
            try
            {
                await events.KeepAsync().ConfigureAwait(RunQueue.IsHere);
            }
            catch (Exception error)
            {
                Failure ??= new StepFailure(StepStatus.Failed, error) { Address = BaseAddress };
            }

            await events.DrainAsync().ConfigureAwait(RunQueue.IsHere);
        }
        finally
        {
            Exit(_executor.Runs.Current);
        }
    }

    private async ValueTask EndHooksAsync(RunHooks hooks)
    {
        var error = Failure is { Status: StepStatus.Failed } failure ? failure.Error : null;
        if (await hooks.AfterRunAsync(Status, error, Stop.Token).ConfigureAwait(RunQueue.IsHere) is { } abort)
        {
            Failure = new StepFailure(StepStatus.Failed, abort) { Address = BaseAddress };
        }
    }

    private TOut GiveValue()
    {
        var failure = Failure;
        var value = failure is null ? Read<TOut>() : default!;
        Release();
        failure?.Throw();
        return value;
    }

    private ValueTask<TOut> EndWithValue()
    {
        Exit(_executor.Runs.Current);
        return new ValueTask<TOut>(GiveValue());
    }
}
