namespace Weir;

/// <summary>A guarded step that did not end at once and well: its attempts, waits, checks and fall-backs, resumable at each of them.</summary>
internal sealed partial class GuardedCall<TIn, TOut>
{
    private readonly List<Step<TIn, TOut>> _redirects = [];
    private Frame _frame = null!;
    private GuardTarget<TIn, TOut> _target = null!;
    private GuardTarget<TIn, TOut> _primary = null!;
    private Step<TIn, TOut> _step = null!;
    private TIn _input = default!;
    private long _targetStarted;
    private int _attempt;

    // What the current attempt is told: how the one before it failed, or what it stands in for; null: nothing. Its words are made when somebody asks.
    private StepFailure? _cause;

    // How the attempt before the current one failed; null: this is the first.
    private StepFailure? _before;

    // The failure of a target whose fall-back is being tried.
    private StepFailure? _original;

    private Phase _phase;
    private ValueTask<TIn> _preparing;
    private ValueTask<TOut> _calling;
    private ValueTask<Review<TIn, TOut>> _reviewing;
    private Task? _waiting;
    private AttemptWatch<TIn>? _preparingWatch;
    private AttemptWatch<TOut>? _callingWatch;
    private AttemptWatch<Review<TIn, TOut>>? _reviewingWatch;

    // Whether the wait before the next attempt was cut short by the time-out of all attempts.
    private bool _isLastWait;

    private enum Next
    {
        Go,
        Wait,
        Done,
    }

    private enum Phase
    {
        Start,
        Preparing,
        Calling,
        Reviewing,
        Waiting,
        Entering,
    }

    /// <summary>Begins with the first attempt of the primary, which the node may have called already.</summary>
    public void Begin(Frame frame, GuardTarget<TIn, TOut> target, TIn input)
    {
        _frame = frame;
        _primary = target;
        _target = target;
        _step = target.Step;
        _input = input;
        _attempt = 1;
        _cause = null;
        _before = null;
        _original = null;
        _phase = Phase.Start;
        _redirects.Clear();
        _targetStarted = target.Timeout is null ? 0 : frame.Clock!.Started;
    }

    /// <summary>Makes the first attempt. The results of all these are that of <see cref="Node.Execute"/>.</summary>
    public bool Continue() => Advance(Next.Go);

    /// <summary>Goes on after a call that threw at once.</summary>
    public bool ContinueAfter(Exception error) => Advance(AttemptFailed(error));

    /// <summary>Goes on after a call that waits, has failed, or gave a value and failed.</summary>
    public bool ContinueAfter(ValueTask<TOut> call)
    {
        _calling = call;
        _phase = Phase.Calling;
        return Advance(call.IsCompleted ? Next.Go : Next.Wait);
    }

    /// <summary>Goes on after checks that wait.</summary>
    public bool ContinueAfter(ValueTask<Review<TIn, TOut>> pending)
    {
        _reviewing = pending;
        _phase = Phase.Reviewing;
        return Advance(pending.IsCompleted ? Next.Go : Next.Wait);
    }

    /// <summary>Goes on after checks that threw, or found something.</summary>
    public bool ContinueAfter(Review<TIn, TOut> review, Exception? error) => Advance(error is null ? Accept(review) : AttemptFailed(error));

    public bool Hook()
    {
        switch (_phase)
        {
            case Phase.Preparing:
                Hook(ref _preparing, ref _preparingWatch);
                return false;
            case Phase.Calling:
                Hook(ref _calling, ref _callingWatch);
                return false;
            case Phase.Reviewing:
                Hook(ref _reviewing, ref _reviewingWatch);
                return false;
            case Phase.Waiting:
                // A wait holds no place: others of the same limit go on meanwhile.
                _frame.Place?.Leave();
                _waiting!.ConfigureAwait(RunQueue.IsHere).GetAwaiter().UnsafeOnCompleted(_frame.ResumeAction);
                return false;
            default:
                return _frame.Place!.Enter(_frame.ResumeAction);
        }
    }

    /// <summary>Goes on after a wait.</summary>
    public bool Collect()
    {
        if (_phase == Phase.Waiting && _frame.Place is not null)
        {
            _phase = Phase.Entering;
            return false;
        }

        var isThere = !_target.IsTimed || _phase switch
        {
            Phase.Preparing => TryTake(ref _preparing, _preparingWatch!),
            Phase.Calling => TryTake(ref _calling, _callingWatch!),
            Phase.Reviewing => TryTake(ref _reviewing, _reviewingWatch!),
            _ => true,
        };
        return Advance(isThere ? Next.Go : Abandon());
    }

    private static bool TryTake<T>(ref ValueTask<T> call, AttemptWatch<T> watch)
    {
        if (watch.IsAbandoned)
        {
            return false;
        }

        call = watch.Take();
        return true;
    }

    private void Hook<T>(ref ValueTask<T> call, ref AttemptWatch<T>? watch)
    {
        // Nothing here may be touched once the frame can be resumed.
        var waited = call;
        if (!_target.IsTimed)
        {
            waited.ConfigureAwait(RunQueue.IsHere).GetAwaiter().UnsafeOnCompleted(_frame.ResumeAction);
            return;
        }

        call = default;
        (watch ??= new AttemptWatch<T>()).Begin(waited, _frame, _target.AbandonAfter);
    }

    /// <summary>Goes from phase to phase until the step is done or has to wait.</summary>
    private bool Advance(Next next)
    {
        while (next == Next.Go)
        {
            next = _phase switch
            {
                Phase.Start => Prepare(),
                Phase.Preparing => Call(),
                Phase.Calling => Review(),
                Phase.Reviewing => Accept(),
                _ => WaitEnded(),
            };
        }

        if (next == Next.Wait)
        {
            return false;
        }

        Forget();
        return true;
    }
}
