using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>Runs one plan once: the register, the place in the plan, and what the current step says. Used again and again.</summary>
/// <remarks>
/// One thread at a time is inside a frame. A step that waits gives the thread back; what completes it resumes the frame,
/// so a suspension allocates nothing here. A composite has frames of its own for what is inside it; the frame of a run is the root.
/// </remarks>
internal partial class Frame : StepScope, IFrameOwner, IThreadPoolWorkItem
{
    public Register Register;

    private object?[] _slots;
    private Node[] _nodes;
    private int _index = -1;
    private Action? _resume;
    private AttemptClock? _clock;

    // What flowed through the steps up to the wait; the steps after it see that, not what the completer has.
    private ExecutionContext? _flow;

    /// <summary>A frame that is the root of runs under <paramref name="root"/>.</summary>
    public Frame(Plan plan, RunScope run, CancelScope stop, StepAddress root)
        : this(plan)
    {
        Run = run;
        _root = root;
        Stop = stop;
    }

    /// <summary>A frame for what is inside a composite.</summary>
    public Frame(Plan plan)
        : base(isFrame: true)
    {
        Plan = plan;
        _nodes = plan.Nodes;
        _slots = plan.SlotCount == 0 ? [] : new object?[plan.SlotCount];
        Context = new StepContext(this);
    }

    /// <summary>The frame behind a context; null: it is that of a call beside the one of a frame, or of one that has ended.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Frame? Of(StepContext context) => context.Scope is { IsFrame: true } scope ? Unsafe.As<Frame>(scope) : null;

    public Plan Plan { get; private set; }

    /// <summary>What the current step gets.</summary>
    public StepContext Context { get; private set; }

    /// <summary>The records of a recorded run, one for each node; null: nothing is recorded.</summary>
    public StepRecord[]? Records { get; private set; }

    /// <summary>What is rare about the current step; null as long as there is nothing.</summary>
    public StepDetail? Detail { get; private set; }

    /// <summary>The attempt that the current step is in.</summary>
    public int Attempt { get; set; }

    /// <summary>Why there is another attempt; null: the current one is the first.</summary>
    public StepFailure? Cause { get; set; }

    /// <summary>The same in words.</summary>
    public string? Feedback => Cause?.Feedback;

    public CancelScope Stop { get; private set; } = null!;

    public StateCell? State { get; set; }

    /// <summary>The clock and token of the attempt of a guarded step; null outside of one.</summary>
    public AttemptClock? Clock { get; private set; }

    /// <summary>Who is told when the frame has ended; null: the frame is a root.</summary>
    public IFrameOwner? Owner { get; private set; }

    /// <summary>The place that this flow holds in the nearest limit around it; null: there is none.</summary>
    public IPlace? Place { get; protected set; }

    /// <summary>Who is told of every step; null: nobody.</summary>
    public StepObserver? Observer { get; private set; }

    /// <summary>Who is told of the steps inside the current one; null: nobody.</summary>
    public StepObserver? InnerObserver { get; private set; }

    public int Index => _index;

    /// <summary>When the current step started, in a recorded run; when the frame ended, once it has.</summary>
    public long Stamp { get; private set; }

    public long Started { get; private set; }

    /// <summary>How many steps have a record.</summary>
    public int Recorded { get; private set; }

    public override string StepName => Current.Name;

    public override CancellationToken Token => Clock is { } clock ? clock.Read(this) : Stop.Token;

    public override int CurrentAttempt => Current is null ? 0 : Attempt;

    public override string? PreviousFeedback => Current is null ? null : Feedback;

    public override StateCell? CurrentState => State;

    public override CallMark Mark => new(_index, _segment.Number, Attempt);

    public override StepPools? Pools
    {
        get
        {
            for (var frame = this; frame is not null; frame = frame._parent)
            {
                if (frame.Plan.Pools is { } pools)
                {
                    return pools;
                }
            }

            return Run.Pools;
        }
    }

    public Action ResumeAction => _resume ??= Resume;

    private Node Current => _index >= 0 && _index < _nodes.Length ? _nodes[_index] : throw Unused();

    /// <summary>What the steps of this frame have used so far, and those inside them.</summary>
    public Usage Used { get; private set; }

    /// <summary>How often steps were called in this frame and inside it; composites do not count themselves.</summary>
    public int Calls { get; private set; }

    /// <summary>What stops the steps inside the current one.</summary>
    public CancelScope InnerStop => Clock?.Scope(this) ?? Stop;

    public override void AddUsage(Usage usage)
    {
        if (_ledger is not null)
        {
            Meters(usage);
        }

        AdoptUsage(usage);
    }

    public override void AdoptUsage(Usage usage)
    {
        Run.AddUsage(usage);
        if (Records is not null)
        {
            Used += usage;
            NeedDetail().Usage += usage;
        }
    }

    /// <summary>Takes over what a frame inside the current step has recorded; the caller lets one thread at a time do this.</summary>
    public void Adopt(Frame child)
    {
        if (child.Records is null)
        {
            return;
        }

        var detail = NeedDetail();
        (detail.Nested ??= []).Add(child.ToNested());
        detail.Usage += child.Used;
        Used += child.Used;
        Calls += child.Calls;
    }

    /// <summary>The same for one attempt of the current step: of the attempts before it only what they used is kept.</summary>
    public void AdoptLast(Frame child)
    {
        Detail?.Nested?.Clear();
        Adopt(child);
    }

    /// <summary>Starts the clock of an attempt. The first one of a recorded step began when the step before it ended.</summary>
    public void StartClock(TimeSpan limit, bool isFirst = true)
    {
        var clock = _clock ??= new AttemptClock();
        clock.Start(isFirst && Records is not null ? Stamp : Run.Now, limit);
        Clock = clock;
    }

    /// <summary>The attempt ended. True: nobody was told of a time-out, nor will be.</summary>
    public bool StopClock()
    {
        if (Clock is not { } clock)
        {
            return true;
        }

        Clock = null;
        return clock.Stop();
    }

    /// <summary>The current step is left behind: its context refuses everything from now on, and its clock is never used again.</summary>
    public void Abandon()
    {
        var address = Address;
        Context.LeaveRentals();
        RenewContext(address.ToString());
        if (Group is { } group)
        {
            Run.HasLeft = true;
            group.Detach(address);
            Group = null;
            _ledger?.Leave();
        }

        _clock?.Abandon();
        Clock = null;
        _clock = null;
        LeaveMeter();
    }

    /// <summary>Makes a frame that was cleared one for another plan, which stands somewhere else.</summary>
    protected void MoveTo(Plan plan, StepAddress root)
    {
        FrameChecks.Require(_index == -1, this);
        Plan = plan;
        _nodes = plan.Nodes;
        _root = root;
        if (_slots.Length != plan.SlotCount)
        {
            _slots = plan.SlotCount == 0 ? [] : new object?[plan.SlotCount];
        }
        else
        {
            // What lies there is of the types of the other plan.
            Array.Clear(_slots);
        }
    }

    public void RenewContext(string step)
    {
        Context.EndRentals();
        Context.End(step);
        Context = new StepContext(this);
    }

    public StepDetail NeedDetail() => Detail ??= new StepDetail();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Read<T>() => Register.Read<T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(T value) => Register.Write(value, reuse: Records is null);

    /// <summary>The object that a node keeps in its slot of this frame, made when it is needed first.</summary>
    public T Slot<T>(int slot)
        where T : class, new() =>
        _slots[slot] is { } kept ? Unsafe.As<T>(kept) : Make<T>(slot);

    private T Make<T>(int slot)
        where T : class, new()
    {
        var made = new T();
        _slots[slot] = made;
        return made;
    }

    private ObjectDisposedException Unused() =>
        new(nameof(StepContext), $"The context of a step of '{Plan.Name}' was used after the run had ended; use it inside the call only.");
}
