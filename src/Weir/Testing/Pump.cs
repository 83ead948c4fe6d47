namespace Weir.Testing;

/// <summary>The one thread of a <see cref="DeterministicScheduler"/>: does one piece of work after the other, each chosen by the seed.</summary>
/// <remarks>
/// What a step awaits comes back here as to any synchronization context, what Weir queues as to a <see cref="RunQueue"/>. Both are pieces of
/// work, which nothing but the seed puts in order. When none is left the clock moves; when there is no timer either, nothing will ever happen again.
/// </remarks>
internal sealed class Pump(DeterministicScheduler scheduler) : RunQueue
{
    // How often the pool is asked to come to an end: what it is asked first may have begun something else.
    private const int PoolRounds = 3;

    private static readonly TimeSpan PoolPatience = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly AutoResetEvent _arrived = new(false);

    // Under _gate; once closed, what comes goes to the thread pool.
    private readonly List<(SendOrPostCallback Work, object? State)> _ready = [];
    private bool _isClosed;

    // On the thread of the pump only.
    private readonly Dictionary<StepScope, Waiting> _waiting = [];
    private readonly Dictionary<string, string> _said = [];
    private Exception? _thrown;
    private int _thread;

    /// <summary>How much came back from other threads.</summary>
    public int FromOutside { get; private set; }

    /// <summary>Does work on the calling thread until <paramref name="begin"/> has ended.</summary>
    public T Run<T>(Func<ValueTask<T>> begin)
    {
        _thread = Environment.CurrentManagedThreadId;
        var flow = ExecutionContext.Capture();
        TakeOver(this);
        try
        {
            Task<T>? work = null;
            Post(_ => work = BeginAsync(begin), null);
            for (var turns = 0; work is not { IsCompleted: true } && _thrown is null; turns++)
            {
                if (turns == scheduler.MaxTurns)
                {
                    throw new WeirAssertionException($"The work has not ended after {turns} turns (seed {scheduler.Seed}).{WhatWaits()}");
                }

                Turn(flow);
            }

            return _thrown is null ? work!.GetAwaiter().GetResult() : throw new WeirAssertionException(
                $"Something that nobody awaits threw (seed {scheduler.Seed}): {_thrown.Message}", _thrown);
        }
        finally
        {
            Close();
            TakeOver(null);
        }
    }

    public bool IsOf(DeterministicScheduler other) => scheduler == other;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                FromOutside += Environment.CurrentManagedThreadId == _thread ? 0 : 1;
                _ready.Add((d, state));
                _arrived.Set();
                return;
            }
        }

        // A step that was left behind, or the rest of a run that came to a standstill.
        ThreadPool.UnsafeQueueUserWorkItem(static work => work.Work(work.State), (Work: d, State: state), preferLocal: false);
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Here != this)
        {
            throw new NotSupportedException("Nothing can be sent to a deterministic scheduler from another thread; post it.");
        }

        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Lets others go first.</summary>
    public Task YieldAsync()
    {
        var turn = new TaskCompletionSource();
        Post(static turn => ((TaskCompletionSource)turn!).SetResult(), turn);
        return turn.Task;
    }

    /// <summary>What the step at a path does that may never end.</summary>
    public void Say(string path, string what) => _said[path] = what;

    protected override Task CancelCoreAsync(CancellationTokenSource source)
    {
        var told = new TaskCompletionSource();
        Post(
            _ =>
            {
                try
                {
                    Bare(source.Cancel);
                    told.SetResult();
                }
                catch (Exception error)
                {
                    told.SetException(error);
                }
            },
            null);
        return told.Task;
    }

    protected override double NextDouble() => scheduler.Random.NextDouble();

    protected override void Note(StepScope step)
    {
        var frame = (Frame)step;
        _waiting[step] = new Waiting(frame, frame.Index, frame.Address.ToString(), frame.Attempt);
    }

    // What it throws at once is thrown by its task too.
    private static async Task<T> BeginAsync<T>(Func<ValueTask<T>> begin) => await begin().ConfigureAwait(IsHere);

    private void Turn(ExecutionContext? flow)
    {
        if (TryTake(out var work, out var state))
        {
            Do(work, state, flow);
        }
        else if (!Settle() && !MoveClock() && !_arrived.WaitOne(scheduler.OutsideWait) && IsIdle)
        {
            throw new WeirAssertionException(
                $"Deadlock (seed {scheduler.Seed}): nothing is ready, no timer of the scheduler's clock runs, and the work has not ended.{WhatWaits()}\n"
                + "A step that waits for something outside of the scheduler (I/O, another thread, another clock) needs a longer OutsideWait.");
        }
    }

    private bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return _ready.Count == 0;
            }
        }
    }

    private bool TryTake(out SendOrPostCallback work, out object? state)
    {
        lock (_gate)
        {
            if (_ready.Count == 0)
            {
                (work, state) = (null!, null);
                return false;
            }

            var chosen = scheduler.Random.Next(_ready.Count);
            (work, state) = _ready[chosen];
            _ready[chosen] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
            return true;
        }
    }

    private void Do(SendOrPostCallback work, object? state, ExecutionContext? flow)
    {
        SetSynchronizationContext(this);
        try
        {
            work(state);
        }
        catch (Exception error)
        {
            _thrown ??= error;
        }
        finally
        {
            SetSynchronizationContext(null);
            if (flow is not null)
            {
                ExecutionContext.Restore(flow);
            }
        }
    }

    // Timers and callbacks of tokens are called as the pool would call them, without a context: what awaits with ConfigureAwait(false) stays on this thread so.
    private bool MoveClock()
    {
        try
        {
            return scheduler.Time.AdvanceToNextTimer();
        }
        catch (Exception error)
        {
            _thrown ??= error;
            return true;
        }
    }

    private static void Bare(Action work)
    {
        var usual = Current;
        SetSynchronizationContext(null);
        try
        {
            work();
        }
        finally
        {
            SetSynchronizationContext(usual);
        }
    }

    /// <summary>Some of the platform's primitives go through the pool on their way back here; waits until they have. True: something came.</summary>
    private bool Settle()
    {
        for (var i = 0; i < PoolRounds && IsIdle; i++)
        {
            using var done = new ManualResetEventSlim();
            ThreadPool.UnsafeQueueUserWorkItem(static done => Set(done), done, preferLocal: false);
            done.Wait(PoolPatience);
        }

        return !IsIdle;
    }

    private static void Set(ManualResetEventSlim done)
    {
        try
        {
            done.Set();
        }
        catch (ObjectDisposedException)
        {
            // It took the pool too long, and nobody waits any more.
        }
    }

    private void Close()
    {
        (SendOrPostCallback, object?)[] rest;
        lock (_gate)
        {
            _isClosed = true;
            rest = [.. _ready];
            _ready.Clear();
        }

        foreach (var (work, state) in rest)
        {
            Post(work, state);
        }
    }

    private string WhatWaits()
    {
        var paths = _waiting.Values.Where(static one => one.IsStill).DistinctBy(static one => one.Path).ToList();

        // Of what waits for something inside it, only that is shown.
        paths.RemoveAll(outer => paths.Exists(inner => IsInside(inner.Path, outer.Path)));
        return paths.Count == 0
            ? "\nNo step waits; what waits is the work that was given to the scheduler, or a part of Weir around it."
            : "\nWhat waits:" + string.Concat(paths.OrderBy(static one => one.Path, StringComparer.Ordinal).Select(one =>
                $"\n  {one.Path}, attempt {one.Attempt}{(_said.TryGetValue(one.Path, out var what) ? $": {what}" : "")}"));
    }

    private static bool IsInside(string path, string outer) =>
        path.Length > outer.Length && path.StartsWith(outer, StringComparison.Ordinal) && path[outer.Length] is '/' or '[' or '#';

    private sealed record Waiting(Frame Frame, int Index, string Path, int Attempt)
    {
        public bool IsStill => Frame.Index == Index && Frame.Failure is null;
    }
}
