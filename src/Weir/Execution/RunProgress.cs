namespace Weir;

/// <summary>
/// Numbers the events of a run and hands them to the observer in that order, one at a time. Posting never calls the
/// observer, so it is safe inside a lock; whoever delivers first delivers for all.
/// </summary>
internal sealed class RunProgress(IProgress<RunEvent> observer, RunScope scope)
{
    private readonly Lock _gate = new();

    // All three under _gate.
    private readonly Queue<RunEvent> _waiting = new();
    private long _next;
    private TaskCompletionSource? _drained;

    // Set under _gate; while true, exactly one thread is in the loop of Deliver.
    private bool _delivering;

    /// <summary>What the observer threw; it is not called after that. Written by the delivering thread only.</summary>
    public Exception? Error { get; private set; }

    public void PostRunStarted(string name)
    {
        lock (_gate)
        {
            _waiting.Enqueue(new RunStarted(name) { RunId = scope.Id, Sequence = _next++, Time = scope.Time.GetUtcNow() });
        }
    }

    public void PostStepStarted(StepAddress address, string? stage)
    {
        lock (_gate)
        {
            _waiting.Enqueue(new StepStarted(address, stage) { RunId = scope.Id, Sequence = _next++, Time = scope.Time.GetUtcNow() });
        }
    }

    public void PostStepEnded(StepResult result)
    {
        lock (_gate)
        {
            _waiting.Enqueue(new StepEnded(result) { RunId = scope.Id, Sequence = _next++, Time = scope.Time.GetUtcNow() });
        }
    }

    public void PostRunEnded(RunStatus status)
    {
        lock (_gate)
        {
            _waiting.Enqueue(new RunEnded(status) { RunId = scope.Id, Sequence = _next++, Time = scope.Time.GetUtcNow() });
        }
    }

    public void Deliver()
    {
        lock (_gate)
        {
            if (_delivering)
            {
                return;
            }

            _delivering = true;
        }

        while (TakeNext() is { } next)
        {
            if (Error is not null)
            {
                continue;
            }

            try
            {
                observer.Report(next);
            }
            catch (Exception error)
            {
                Error = error;
            }
        }
    }

    /// <summary>Delivers what waits and returns when nothing does, whichever thread delivered it.</summary>
    public Task DrainAsync()
    {
        Deliver();
        lock (_gate)
        {
            if (!_delivering)
            {
                return Task.CompletedTask;
            }

            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    private RunEvent? TakeNext()
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out var next))
            {
                return next;
            }

            _delivering = false;
            _drained?.TrySetResult();
            return null;
        }
    }
}
