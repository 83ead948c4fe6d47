using System.Threading.Tasks.Sources;

namespace Weir;

/// <summary>The frame of a run of a pipeline: what the caller awaits, and what a <see cref="Run"/> reads.</summary>
internal sealed class RootFrame<TOut> : Frame, IValueTaskSource<TOut>, IValueTaskSource<Run<TOut>>, IRunData
{
    private readonly Executor _executor;
    private readonly Action<RootFrame<TOut>> _return;
    private readonly StepAddress _address;
    private readonly RunScope _scope;
    private ManualResetValueTaskSourceCore<bool> _source;
    private RunProgress? _progress;
    private IReadOnlyList<StepResult>? _steps;

    public RootFrame(Plan plan, Executor executor, Action<RootFrame<TOut>> giveBack, StepAddress address)
        : base(plan)
    {
        _executor = executor;
        _return = giveBack;
        _address = address;
        _scope = new RunScope(executor.Ids, executor.Options.Time);
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
        _steps ??= new StepResults(_scope.Time).Of(Plan, Records!, Recorded, Started, Failure, _address);

    public IReadOnlyList<StageResult> Stages => [];

    public Exception? ProgressError => _progress?.Error;

    StepFailure? IRunData.Failure => Failure;

    StateCell? IRunData.State => State;

    public TOut Output => Read<TOut>();

    public void Begin(bool records, RunOptions? options, CancellationToken cancellationToken)
    {
        _scope.Begin(cancellationToken, _executor.Stopping);
        if (options?.Id is { } id)
        {
            _scope.Id = id;
        }

        StepEvents? events = null;
        if (options?.Progress is { } observer)
        {
            _progress = new RunProgress(observer, _scope);
            _progress.PostRunStarted(Plan.Name);
            _progress.Deliver();
            events = new StepEvents(_progress, _scope.Time);
        }

        BeginRoot(_scope, _scope, _address, Plan.StateFor(null), records, events);
    }

    /// <summary>The value of a run that has ended; or throws what ended it.</summary>
    public TOut TakeValue()
    {
        _executor.Exit();
        return GiveValue();
    }

    public ValueTask<TOut> WaitForValue()
    {
        var version = _source.Version;
        return Wait() ? new ValueTask<TOut>(TakeValue()) : new ValueTask<TOut>(this, version);
    }

    public ValueTask<Run<TOut>> EndRun()
    {
        if (_progress is not null)
        {
            return EndObservedAsync();
        }

        _executor.Exit();
        return new ValueTask<Run<TOut>>(new Run<TOut>(this));
    }

    public ValueTask<Run<TOut>> WaitForRun()
    {
        var version = _source.Version;
        return Wait() ? EndRun() : new ValueTask<Run<TOut>>(this, version);
    }

    public void Release()
    {
        _steps = null;
        _progress = null;
        Clear();
        _scope.Reset();
        _return(this);
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

    private async ValueTask<Run<TOut>> EndObservedAsync()
    {
        await DrainAsync().ConfigureAwait(false);
        return new Run<TOut>(this);
    }

    private async Task EndObservedLaterAsync()
    {
        await DrainAsync().ConfigureAwait(false);
        _source.SetResult(true);
    }

    /// <summary>Hands out the last event, and waits until the observer has had it.</summary>
    private async Task DrainAsync()
    {
        try
        {
            _progress!.PostRunEnded(Status);
            await _progress.DrainAsync().ConfigureAwait(false);
        }
        finally
        {
            _executor.Exit();
        }
    }

    private TOut GiveValue()
    {
        var value = Failure is null ? Read<TOut>() : default!;
        var failure = Failure;
        Release();
        failure?.Throw();
        return value;
    }
}
