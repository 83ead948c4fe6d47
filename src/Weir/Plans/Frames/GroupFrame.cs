using System.Threading.Tasks.Sources;

namespace Weir;

/// <summary>The frame of one attempt of a guarded pipeline. It is not used again, for the guard may leave it behind.</summary>
internal sealed class GroupFrame<TOut>(Plan plan, StepContext context) : Frame(plan), IValueTaskSource<TOut>
{
    private ManualResetValueTaskSourceCore<bool> _source;

    public ValueTask<TOut> RunAsync<TIn>(Frame outer, TIn input)
    {
        BeginChild(outer, default, owner: outer);
        outer.Group = this;
        Register.Write(input, reuse: false);
        var flow = ExecutionContext.Capture();
        var isEnded = StartInside();
        AsyncFlow.Restore(flow);
        if (isEnded)
        {
            return new ValueTask<TOut>(Leave());
        }

        // Read before the wait: after it the frame may be running on another thread.
        var version = _source.Version;
        isEnded = WaitInside();
        AsyncFlow.Restore(flow);
        return isEnded ? new ValueTask<TOut>(Leave()) : new ValueTask<TOut>(this, version);
    }

    TOut IValueTaskSource<TOut>.GetResult(short token)
    {
        _source.GetResult(token);
        return Leave();
    }

    ValueTaskSourceStatus IValueTaskSource<TOut>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<TOut>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    protected override void End() => _source.SetResult(true);

    /// <summary>Hands on what the attempt made, unless nobody waits for it any more.</summary>
    private TOut Leave()
    {
        var (failure, value) = (Failure, Failure is null ? Read<TOut>() : default!);
        if (Frame.Of(context) is { } outer)
        {
            outer.Group = null;
            outer.AdoptLast(this);
            if (failure is not null)
            {
                outer.TryFail(failure);
            }
        }

        Clear();
        return value;
    }
}
