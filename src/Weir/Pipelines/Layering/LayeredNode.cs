namespace Weir;

/// <summary>A node with layers around it.</summary>
internal sealed class LayeredNode<TIn, TOut>(string name, StepCall<TIn, TOut> chain, int slot, bool isComposite) : Node<TOut>(name)
{
    // Null: the outermost call has no answer by itself, or not quickly.
    private readonly IAnsweringCall<TIn, TOut>? _answering = chain is IAnsweringCall<TIn, TOut> { IsQuick: true } answering ? answering : null;

    public override bool IsComposite => isComposite;

    public override bool Execute(Frame frame)
    {
        var inner = frame.Slot<LayerSlot<TOut>>(slot);
        var isBroken = false;
        if (_answering is { } answering && answering.TryAnswer(frame.Read<TIn>(), frame, out var answer, out isBroken))
        {
            frame.Write(answer!);
            Uncalled(frame, inner);
            return true;
        }

        inner.Calls = 0;
        var call = isBroken ? _answering!.InvokeInnerAsync(frame.Read<TIn>(), frame.Context) : chain.InvokeAsync(frame.Read<TIn>(), frame.Context);
        if (call.IsCompleted)
        {
            Take(call, frame, inner);
            return true;
        }

        inner.Pending = call;
        return false;
    }

    public override bool Hook(Frame frame)
    {
        frame.Slot<LayerSlot<TOut>>(slot).Pending.ConfigureAwait(RunQueue.IsHere).GetAwaiter().UnsafeOnCompleted(frame.ResumeAction);
        return false;
    }

    public override bool Collect(Frame frame)
    {
        var inner = frame.Slot<LayerSlot<TOut>>(slot);
        var call = inner.Pending;
        inner.Pending = default;
        Take(call, frame, inner);
        return true;
    }

    private static void Take(ValueTask<StepOutcome<TOut>> call, Frame frame, LayerSlot<TOut> inner)
    {
        if (!call.IsCompletedSuccessfully)
        {
            frame.Fail(call.Error());
        }
        else if (call.Result is var outcome && outcome.Failure is { } failure)
        {
            frame.Fail(failure);
        }
        else
        {
            frame.Write(outcome.Raw);
        }

        if (inner.Calls == 0)
        {
            Uncalled(frame, inner);
        }
    }

    /// <summary>The layers answered for what they stand around.</summary>
    private static void Uncalled(Frame frame, LayerSlot<TOut> inner)
    {
        frame.Uncalled();
        if (frame is { Plan.Inner: { } plan, InnerObserver: not null })
        {
            inner.Frame ??= new LayerFrame<TOut>(plan);
            inner.Frame.TellUnstarted(frame);
        }
    }
}
