using System.Threading.Tasks.Sources;

namespace Weir;

/// <summary>
/// The frame of what layers stand around: what they await. When it has ended, what it recorded belongs to the frame around
/// it, so that results are those of a plan without layers.
/// </summary>
internal sealed class LayerFrame<TOut>(Plan plan) : Frame(plan), IValueTaskSource<StepOutcome<TOut>>
{
    private ManualResetValueTaskSourceCore<bool> _source;
    private Frame? _outer;
    private bool _isFirst;

    public bool IsBusy => _outer is not null;

    // The step is that of the frame around it, which tells of it.
    public override bool IsTransparent => Plan.IsSingleStep || base.IsTransparent;

    public ValueTask<StepOutcome<TOut>> RunAsync<TIn>(Frame outer, TIn input, bool isFirst)
    {
        _outer = outer;
        _isFirst = isFirst;
        BeginChild(outer, default, owner: outer);
        Register.Write(input, reuse: Records is null);
        if (StartInside())
        {
            return new ValueTask<StepOutcome<TOut>>(Leave());
        }

        // Read before the wait: after it the frame may be running on another thread.
        var version = _source.Version;
        return Wait() ? new ValueTask<StepOutcome<TOut>>(Leave()) : new ValueTask<StepOutcome<TOut>>(this, version);
    }

    /// <summary>Tells of the steps of a plan that its layers did not call.</summary>
    public void TellUnstarted(Frame outer)
    {
        BeginChild(outer, default, owner: outer);
        Failure = outer.Failure;
        InnerObserver!.Unstarted(this);
        Clear();
    }

    StepOutcome<TOut> IValueTaskSource<StepOutcome<TOut>>.GetResult(short token)
    {
        _source.GetResult(token);
        _source.Reset();
        return Leave();
    }

    ValueTaskSourceStatus IValueTaskSource<StepOutcome<TOut>>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<StepOutcome<TOut>>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    protected override void End() => _source.SetResult(true);

    private StepOutcome<TOut> Leave()
    {
        var outcome = Failure is { } failure ? new StepOutcome<TOut>(failure) : new StepOutcome<TOut>(Read<TOut>());
        if (Plan.IsSingleStep)
        {
            _outer!.Lift(this, _isFirst);
        }
        else
        {
            _outer!.Adopt(this);
        }

        Clear();
        _outer = null;
        return outcome;
    }
}
