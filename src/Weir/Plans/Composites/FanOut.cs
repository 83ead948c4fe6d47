namespace Weir;

/// <summary>Runs the items of a map, or branches, inside one step of one frame: at most so many at once, the rest as places come free.</summary>
/// <remarks>
/// Idea: whoever has a place starts something on its own thread. The thread of the parent starts the first ones; a thread on
/// which an item ends hands the place, and the frame, of that item to the next one. As long as every item ends at once, the
/// thread of the parent is alone, and nothing is atomic.
/// Rules: every item that has started and not ended holds a token, and so does the parent until it waits; whoever gives back
/// the last token resumes the parent, and nobody touches the fan-out without a token. An item that starts or ends writes to
/// places of its own and to atomic counters; the gate is for what is rare: failures, the first success, and items that wait
/// between two attempts. No code of a user and no frame is called inside the gate.
/// </remarks>
internal abstract partial class FanOut : IFrameOwner
{
    public const string Item = "item";
    public const string Branch = "branch";

    private readonly Lock _gate = new();

    // Under _gate once the fan-out is shared.
    private readonly FanVerdict _verdict = new();

    // Atomic once the fan-out is shared. _next counts on when there is no item any more.
    private int _next;
    private int _places;
    private int _tokens;
    private int _calls;

    // Each item writes its own element, and the parent reads when all tokens are back.
    private NestedRecord?[]? _nested;
    private StateCell?[]? _forks;

    // The state that the branches share until they change it; null: they have forks.
    private StateLoan? _loan;

    // Fixed from the first item to the last.
    private FanRules _rules = null!;
    private CancelScope _stop = null!;
    private ExecutionContext? _flow;
    private int _count;

    // Under _gate once the fan-out is shared.
    private Usage _used;

    /// <summary>Whether other threads may be inside.</summary>
    protected bool IsShared { get; private set; }

    /// <summary>What every item finds in async locals.</summary>
    protected ExecutionContext? Flow => _flow;

    /// <summary>The frame of the step.</summary>
    protected Frame Parent { get; private set; } = null!;

    protected int Count => _count;

    protected CancelScope Stop => _stop;

    protected bool IsRecorded => Parent.Records is not null;

    protected FanVerdict Verdict => _verdict;

    /// <summary>Waits for what runs. True: all has ended meanwhile. Any thread may resume the parent after false.</summary>
    public bool Hook() => Interlocked.Decrement(ref _tokens) == 0;

    /// <summary>All has ended: merges states, and gives the parent the output or the failure.</summary>
    public void Finish()
    {
        var parent = Parent;
        _loan?.End();
        try
        {
            if (IsRecorded)
            {
                parent.AdoptSums(_used, _calls);
                WriteRecords(parent.NeedDetail());
            }

            parent.Failure = _verdict.ToFailure(_count, NameOf);
            if (parent.Failure is null)
            {
                if (_forks is not null)
                {
                    _rules.Merge.Apply(parent.State!, _forks);
                }

                WriteOutput(parent);
            }
        }
        finally
        {
            EndScope();
            _verdict.Forget();
            _nested = null;
            _forks = null;
            _loan = null;
            _used = default;
            _calls = 0;
            _flow = null;
            Forget();
            if (_limit is not null)
            {
                EndLimited();
            }
        }
    }

    /// <summary>An item ended after a wait, on whatever thread.</summary>
    public void Ended(Frame child) => GoOnAfter((ItemFrame)child);

    /// <summary>Starts the items. True: all have ended. False: the parent is to wait.</summary>
    protected bool Run(Frame parent, FanRules rules, int count) =>
        rules.Limit is { } limit ? RunLimited(parent, rules, count, limit) : RunPlain(parent, rules, count);

    private bool RunPlain(Frame parent, FanRules rules, int count)
    {
        Begin(parent, rules, count);
        ItemFrame? last = null;
        while (!IsShared)
        {
            if (_next >= _count || _verdict.IsClosed)
            {
                Finish();
                return true;
            }

            var frame = FrameFor(_next, last);
            frame.Item = _next++;
            _places = 1;
            _tokens = 2;
            var isEnded = Start(frame);
            if (isEnded && !IsShared)
            {
                AsyncFlow.Restore(_flow);
                Settle(frame);
                last = frame;
                continue;
            }

            Share();
            if (isEnded || frame.WaitInside())
            {
                GoOnAfter(frame);
            }
        }

        StartRest();
        AsyncFlow.Restore(_flow);
        return false;
    }

    /// <summary>A frame for an item that is about to start; calls nobody, and may be called by several threads at once.</summary>
    /// <param name="item">The item.</param>
    /// <param name="ended">The frame of an item that has ended; null: there is none to use again.</param>
    protected abstract ItemFrame FrameFor(int item, ItemFrame? ended);

    /// <summary>What the path of the item has behind that of the step.</summary>
    protected abstract Segment SegmentOf(int item);

    protected virtual string NameOf(int item) => SegmentOf(item).Text;

    /// <summary>Puts the input of the item into its register.</summary>
    protected abstract void Fill(ItemFrame frame);

    /// <summary>Keeps the output of an item that succeeded; calls nobody.</summary>
    protected abstract void Keep(ItemFrame frame);

    /// <summary>Makes the place for what is recorded.</summary>
    protected virtual void BeginRecords(Frame parent) => _nested = new NestedRecord?[_count];

    /// <summary>Up to now the items ran one after the other; <paramref name="item"/> is the first that did not end at once.</summary>
    protected virtual void BecomeShared(int item)
    {
    }

    /// <summary>Keeps what was recorded of an item; calls nobody.</summary>
    protected virtual void KeepRecord(ItemFrame frame) => _nested![frame.Item] = frame.ToNested();

    /// <summary>Gives the records to the result of the step, in the order of the items.</summary>
    protected virtual void WriteRecords(StepDetail detail)
    {
        var nested = detail.Nested ??= [];
        foreach (var record in _nested ?? [])
        {
            if (record is not null)
            {
                nested.Add(record);
            }
        }
    }

    protected abstract void WriteOutput(Frame parent);

    /// <summary>Lets go of what the run brought.</summary>
    protected abstract void Forget();

    /// <summary>Starts an item. True: it ended. False: it waits.</summary>
    protected virtual bool Start(ItemFrame frame) => !TryPrepare(frame) || frame.StartInside();

    /// <summary>Prepares the frame of an item. False: that failed, and so has the item.</summary>
    protected bool TryPrepare(ItemFrame frame)
    {
        try
        {
            StateCell? fork = null;
            if (_forks is not null)
            {
                _forks[frame.Item] = fork = _loan?.NewFork() ?? Parent.State!.Fork();
            }

            frame.BeginChild(Parent, SegmentOf(frame.Item), this, _stop, this, fork);
            Fill(frame);
            return true;
        }
        catch (Exception error)
        {
            frame.Failure = new StepFailure(StepStatus.Failed, error);
            return false;
        }
    }

    /// <summary>The frame has gone on to a later item; only while nobody else is inside.</summary>
    protected void MovedTo(ItemFrame frame, int item)
    {
        frame.Item = item;
        _next = item + 1;
    }
}
