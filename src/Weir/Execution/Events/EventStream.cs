using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

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
    // A hook that always throws does so at every step of a long run.
    private const int MaxHookFailures = 100;

    private readonly Lock _gate = new();

    // All under _gate. What waits is an event, or somebody who waits until all before are delivered.
    private readonly Queue<object> _waiting = new();
    private long _next = next;
    private List<RunPaused>? _pauses;
    private List<HookFailed>? _hookFailures;
    private string? _runId;
    private bool _isOver;

    // A moment by both clocks of the system. What a step's timestamp is in UTC follows from it, without reading a clock twice for each step.
    private long _readStamp = long.MaxValue;
    private DateTimeOffset _readTime;

    // How often delivering was asked for and is not done. Who makes it 1 delivers, alone, until he has made it 0 again.
    private int _requests;

    /// <summary>What the observer threw; it is not called after that. Written by the delivering thread only.</summary>
    public Exception? Error { get; private set; }

    public bool IsJournaled => journal is not null;

    /// <summary>Whether an outcome could not be kept, so that none will be from now on.</summary>
    public bool IsBroken => journal is { IsBroken: true };

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

    /// <summary>What hooks threw, the first of it.</summary>
    public IReadOnlyList<HookFailed> HookFailures
    {
        get
        {
            lock (_gate)
            {
                return [.. _hookFailures ?? []];
            }
        }
    }

    private CodecTable? Codecs => journal?.Codecs;

    public void PostRunStarted(string name, bool isWorkflow = false)
    {
        lock (_gate)
        {
            Post(new RunStarted(name) { RunId = RunId, Sequence = _next, Time = Now, IsWorkflow = isWorkflow });
        }
    }

    public void PostRunStarted(RunDefinition definition, object? input, Type inputType)
    {
        lock (_gate)
        {
            Post(new RunStarted(definition.Name)
            {
                RunId = RunId,
                Sequence = _next,
                Time = Now,
                Codecs = Codecs,
                Input = input,
                InputType = inputType,
                IsWorkflow = definition.IsWorkflow,
                DefinitionHash = definition.Hash,
                Version = definition.Version,
            });
        }
    }

    public void PostRunResumed()
    {
        lock (_gate)
        {
            Post(new RunResumed { RunId = RunId, Sequence = _next, Time = Now });
        }
    }

    public void PostAnswer(string path, object? answer, Type type)
    {
        lock (_gate)
        {
            Post(new AnswerGiven(path, answer) { RunId = RunId, Sequence = _next, Time = Now, Codecs = Codecs, AnswerType = type });
        }
    }

    /// <summary>Posts and delivers that a step started.</summary>
    public void TellStepStarted(StepAddress address, string? stage, long stamp)
    {
        bool isNext;
        RunEvent started;
        lock (_gate)
        {
            started = new StepStarted(address, stage) { RunId = RunId, Sequence = _next, Time = TimeOf(stamp) };
            isNext = PostOrClaim(started);
        }

        Deliver(started, isNext);
    }

    public void PostRestarted(StepAddress address, int attempt, string? feedback)
    {
        lock (_gate)
        {
            Post(new AttemptRestarted(address, attempt, feedback) { RunId = RunId, Sequence = _next, Time = Now });
        }
    }

    public void PostDelayed(StepAddress address, int attempt, TimeSpan delay)
    {
        lock (_gate)
        {
            Post(new AttemptDelayed(address, attempt, delay) { RunId = RunId, Sequence = _next, Time = Now });
        }
    }

    public void PostChunk(StepAddress address, int attempt, object chunk)
    {
        lock (_gate)
        {
            Post(new ChunkEmitted(address, attempt, chunk) { RunId = RunId, Sequence = _next, Time = Now, Codecs = Codecs });
        }
    }

    /// <summary>A step ended that nothing is kept of but its end.</summary>
    public void PostStepEnded(StepResult result)
    {
        lock (_gate)
        {
            Post(new StepEnded(result) { RunId = RunId, Sequence = _next, Time = Now });
        }
    }

    /// <summary>Posts and delivers that a step ended, at the time of its record.</summary>
    public void TellStepEnded(StepResult result, Type outputType, bool isKept, StateCell? state, long stamp)
    {
        bool isNext;
        RunEvent ended;
        lock (_gate)
        {
            ended = new StepEnded(result)
            {
                RunId = RunId,
                Sequence = _next,
                Time = TimeOf(stamp),
                Codecs = Codecs,
                IsKept = isKept,
                OutputType = outputType,
                State = state?.Boxed,
                StateType = state?.Type,
            };
            isNext = PostOrClaim(ended);
        }

        Deliver(ended, isNext);
    }

    public void PostPaused(string path, string prompt, Type? answer)
    {
        lock (_gate)
        {
            var paused = new RunPaused(path, prompt, answer is null ? "" : TypeName.Of(answer)) { RunId = RunId, Sequence = _next, Time = Now, Type = answer };
            (_pauses ??= []).Add(paused);
            Post(paused);
        }
    }

    public void PostHookFailed(string hook, HookPoint point, string? path, Exception error)
    {
        lock (_gate)
        {
            var failed = new HookFailed(hook, point, path, error) { RunId = RunId, Sequence = _next, Time = Now };
            _hookFailures ??= [];
            if (_hookFailures.Count < MaxHookFailures)
            {
                _hookFailures.Add(failed);
            }

            Post(failed);
        }
    }

    public void PostRunEnded(RunStatus status)
    {
        lock (_gate)
        {
            Post(new RunEnded(status) { RunId = RunId, Sequence = _next, Time = Now });
        }
    }

    /// <summary>When all outcomes so far are in the journal.</summary>
    public ValueTask KeepAsync() => journal?.WriteAsync() ?? ValueTask.CompletedTask;

    public void Deliver()
    {
        if (observer is not null && Interlocked.Increment(ref _requests) == 1)
        {
            DeliverWaiting();
        }
    }

    /// <summary>Delivers what waits and returns when nothing does, whichever thread delivered it.</summary>
    public Task DrainAsync()
    {
        Deliver();
        TaskCompletionSource drained;
        lock (_gate)
        {
            if (_waiting.Count == 0 && Volatile.Read(ref _requests) == 0)
            {
                return Task.CompletedTask;
            }

            drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(drained);
        }

        Deliver();
        return drained.Task;
    }

    private string RunId => _runId ??= scope.Id;

    private DateTimeOffset Now => scope.Time.GetUtcNow();

    /// <summary>The time of a timestamp. The clock of the system is read anew after a second, so that it may be set meanwhile; others are read each time. Under the gate.</summary>
    private DateTimeOffset TimeOf(long stamp)
    {
        if (!ReferenceEquals(scope.Time, TimeProvider.System))
        {
            return Now;
        }

        if (stamp < _readStamp || stamp - _readStamp > Stopwatch.Frequency)
        {
            (_readStamp, _readTime) = (Stopwatch.GetTimestamp(), Now);
            return _readTime;
        }

        return _readTime + Stopwatch.GetElapsedTime(_readStamp, stamp);
    }

    /// <summary>Posts, where others are to be delivered before. True: none are, and the caller delivers this one. Under the gate.</summary>
    private bool PostOrClaim(RunEvent one)
    {
        if (!TryNumber(one) || observer is null)
        {
            return false;
        }

        if (_waiting.Count == 0 && Interlocked.CompareExchange(ref _requests, 1, 0) == 0)
        {
            return true;
        }

        _waiting.Enqueue(one);
        return false;
    }

    private void Post(RunEvent one)
    {
        if (TryNumber(one) && observer is not null)
        {
            _waiting.Enqueue(one);
        }
    }

    /// <summary>Gives the event its place in the run. False: it comes from a step that was left behind, for the end of the run is its last event.</summary>
    private bool TryNumber(RunEvent one)
    {
        if (_isOver)
        {
            return false;
        }

        _isOver = one is RunEnded;
        _next++;
        if (journal is not null && one.IsOutcome)
        {
            journal.Add(one);
        }

        return true;
    }

    private void Deliver(RunEvent one, bool isNext)
    {
        if (!isNext)
        {
            Deliver();
            return;
        }

        Report(one);
        if (Interlocked.Decrement(ref _requests) != 0)
        {
            DeliverWaiting();
        }
    }

    private void DeliverWaiting()
    {
        int served;
        do
        {
            served = Volatile.Read(ref _requests);
            while (TryTake(out var next))
            {
                if (next is RunEvent one)
                {
                    Report(one);
                }
                else
                {
                    ((TaskCompletionSource)next).SetResult();
                }
            }
        }
        while (Interlocked.Add(ref _requests, -served) != 0);
    }

    private bool TryTake([NotNullWhen(true)] out object? next)
    {
        lock (_gate)
        {
            return _waiting.TryDequeue(out next);
        }
    }

    private void Report(RunEvent one)
    {
        if (Error is not null)
        {
            return;
        }

        try
        {
            observer!.Report(one);
        }
        catch (Exception error)
        {
            Error = error;
        }
    }
}
