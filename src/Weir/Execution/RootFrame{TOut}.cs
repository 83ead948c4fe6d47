using System.Threading.Tasks.Sources;

namespace Weir;

/// <summary>The frame of a run of a pipeline: what the caller awaits, and what a <see cref="Run"/> reads.</summary>
internal sealed class RootFrame<TOut> : RootFrame, IValueTaskSource<TOut>, IValueTaskSource<Run<TOut>>, IRunData
{
    private readonly Executor _executor;
    private readonly RunScope _scope;
    private ManualResetValueTaskSourceCore<bool> _source;
    private RunProgress? _progress;
    private IReadOnlyList<StepResult>? _steps;

    public RootFrame(Plan plan, Executor executor, FramePool pool, StepAddress address)
        : this(plan, executor, pool, address, new RunScope(executor.Ids, executor.Options.Time, executor.Stopping))
    {
    }

    private RootFrame(Plan plan, Executor executor, FramePool pool, StepAddress address, RunScope scope)
        : base(plan, scope, address, pool)
    {
        _executor = executor;
        _scope = scope;
    }

    public RunScope Scope => _scope;

    public RunStatus Status => Failure?.Status switch
    {
        null => RunStatus.Completed,
        StepStatus.Cancelled => RunStatus.Cancelled,
        StepStatus.Paused => RunStatus.Paused,
        _ => RunStatus.Failed,
    };

    public TimeSpan Duration => _scope.Time.GetElapsedTime(Started, Stamp);

    public IReadOnlyList<StepResult> Steps =>
        _steps ??= new StepResults(_scope.Time).Of(Plan, Records!, Recorded, Started, Failure, BaseAddress);

    public IReadOnlyList<StageResult> Stages => [];

    public Exception? ProgressError => _progress?.Error;

    StepFailure? IRunData.Failure => Failure;

    StateCell? IRunData.State => State;

    public TOut Output => Read<TOut>();

    public void Begin(CancellationToken cancellationToken)
    {
        _scope.Begin(cancellationToken);
        BeginRoot();
    }

    public void BeginRecorded(RunOptions? options, CancellationToken cancellationToken)
    {
        Begin(cancellationToken);
        if (options is not null)
        {
            Apply(options);
        }

        BeginRecords();
    }

    /// <summary>Runs without records; the caller gets the value.</summary>
    public ValueTask<TOut> StartForValue(RunCounter.Cell cell)
    {
        var caller = ExecutionContext.Capture();
        var isEnded = Start();
        if (isEnded)
        {
            AsyncFlow.Restore(caller);
            _executor.Runs.Exit(cell);
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
            _progress = null;
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
        if (_progress is not null)
        {
            _ = EndObservedLaterAsync();
            return;
        }

        _executor.Exit();
        _source.SetResult(true);
    }

    private void Apply(RunOptions options)
    {
        if (options.Id is { } id)
        {
            _scope.Id = id;
        }

        if (options.Progress is { } observer)
        {
            _progress = new RunProgress(observer, _scope);
            _progress.PostRunStarted(Plan.Name);
            _progress.Deliver();
            Observe(new StepEvents(_progress, _scope.Time));
        }
    }

    private ValueTask<Run<TOut>> GiveRun(RunCounter.Cell cell)
    {
        if (_progress is not null)
        {
            return EndObservedAsync();
        }

        _executor.Runs.Exit(cell);
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
            _progress!.PostRunEnded(Status);
            await _progress.DrainAsync().ConfigureAwait(RunQueue.IsHere);
        }
        finally
        {
            _executor.Exit();
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
        _executor.Exit();
        return new ValueTask<TOut>(GiveValue());
    }
}
