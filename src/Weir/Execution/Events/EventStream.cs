namespace Weir;

/// <summary>
/// Numbers the events of a run and hands them on: to the observer and to readers in that order, one at a time, and to the journal.
/// Posting never calls anybody, so it is safe inside a lock; whoever delivers first delivers for all.
/// </summary>
/// <param name="scope">The run.</param>
/// <param name="observer">Who is told; null: nobody.</param>
/// <param name="journal">What keeps outcomes; null: nothing does.</param>
/// <param name="next">The number of the next event.</param>
internal sealed class EventStream(RunScope scope, IProgress<RunEvent>? observer, JournalWriter? journal, long next = 0)
{
    private readonly Lock _gate = new();

    // All under _gate.
    private readonly Queue<RunEvent> _waiting = new();
    private long _next = next;
    private TaskCompletionSource? _drained;
    private List<RunPaused>? _pauses;
    private bool _isOver;

    // Set under _gate; while true, exactly one thread is in the loop of Deliver.
    private bool _delivering;

    /// <summary>What the observer threw; it is not called after that. Written by the delivering thread only.</summary>
    public Exception? Error { get; private set; }

    public bool IsJournaled => journal is not null;

    /// <summary>What the run waits for.</summary>
    public IReadOnlyList<RunPaused> Pauses
    {
        get
        {
            lock (_gate)
            {
                return [.. _pauses ?? []];
            }
        }
    }

    private CodecTable? Codecs => journal?.Codecs;

    public void PostRunStarted(string name)
    {
        lock (_gate)
        {
            Post(new RunStarted(name) { RunId = scope.Id, Sequence = _next, Time = Now });
        }
    }

    public void PostRunStarted(string name, object? input, Type inputType, string hash, string? version)
    {
        lock (_gate)
        {
            Post(new RunStarted(name) { RunId = scope.Id, Sequence = _next, Time = Now, Codecs = Codecs, Input = input, InputType = inputType, DefinitionHash = hash, Version = version });
        }
    }

    public void PostRunResumed()
    {
        lock (_gate)
        {
            Post(new RunResumed { RunId = scope.Id, Sequence = _next, Time = Now });
        }
    }

    public void PostAnswer(string path, object? answer, Type type)
    {
        lock (_gate)
        {
            Post(new AnswerGiven(path, answer) { RunId = scope.Id, Sequence = _next, Time = Now, Codecs = Codecs, AnswerType = type });
        }
    }

    public void PostStepStarted(StepAddress address, string? stage)
    {
        lock (_gate)
        {
            Post(new StepStarted(address, stage) { RunId = scope.Id, Sequence = _next, Time = Now });
        }
    }

    public void PostRestarted(StepAddress address, int attempt, string? feedback)
    {
        lock (_gate)
        {
            Post(new AttemptRestarted(address, attempt, feedback) { RunId = scope.Id, Sequence = _next, Time = Now });
        }
    }

    public void PostChunk(StepAddress address, int attempt, object chunk)
    {
        lock (_gate)
        {
            Post(new ChunkEmitted(address, attempt, chunk) { RunId = scope.Id, Sequence = _next, Time = Now });
        }
    }

    /// <summary>A step ended that nothing is kept of but its end.</summary>
    public void PostStepEnded(StepResult result)
    {
        lock (_gate)
        {
            Post(new StepEnded(result) { RunId = scope.Id, Sequence = _next, Time = Now });
        }
    }

    public void PostStepEnded(StepResult result, Type outputType, bool isKept, StateCell? state)
    {
        lock (_gate)
        {
            Post(new StepEnded(result)
            {
                RunId = scope.Id,
                Sequence = _next,
                Time = Now,
                Codecs = Codecs,
                IsKept = isKept,
                OutputType = outputType,
                State = state?.Boxed,
                StateType = state?.Type,
            });
        }
    }

    public void PostPaused(string path, string prompt, Type? answer)
    {
        lock (_gate)
        {
            var paused = new RunPaused(path, prompt, answer is null ? "" : TypeName.Of(answer)) { RunId = scope.Id, Sequence = _next, Time = Now, Type = answer };
            (_pauses ??= []).Add(paused);
            Post(paused);
        }
    }

    public void PostRunEnded(RunStatus status)
    {
        lock (_gate)
        {
            Post(new RunEnded(status) { RunId = scope.Id, Sequence = _next, Time = Now });
        }
    }

    /// <summary>When all outcomes so far are in the journal.</summary>
    public ValueTask KeepAsync() => journal?.WriteAsync() ?? ValueTask.CompletedTask;

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
                observer?.Report(next);
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

    private DateTimeOffset Now => scope.Time.GetUtcNow();

    private void Post(RunEvent one)
    {
        if (_isOver)
        {
            // From a step that was left behind: the end of the run is its last event.
            return;
        }

        _isOver = one is RunEnded;
        _next++;
        if (journal is not null && one.IsOutcome)
        {
            journal.Add(one);
        }

        if (observer is not null)
        {
            _waiting.Enqueue(one);
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
