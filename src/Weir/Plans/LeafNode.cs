namespace Weir;

/// <summary>Calls a step, and nothing else.</summary>
internal sealed class LeafNode<TIn, TOut>(string name, Step<TIn, TOut> step, int slot) : Node<TOut>(name)
{
    public override bool Execute(Frame frame)
    {
        var call = step.RunAsync(frame.Read<TIn>(), frame.Context);
        if (call.IsCompletedSuccessfully)
        {
            frame.Write(call.Result);
            return true;
        }

        return WaitFor(call, frame);
    }

    public override bool Hook(Frame frame)
    {
        var call = frame.Slot<PendingCall<TOut>>(slot).Call;
        call.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(frame.ResumeAction);
        return false;
    }

    public override bool Collect(Frame frame)
    {
        frame.Slot<PendingCall<TOut>>(slot).Take(out var call);
        if (call.IsCompletedSuccessfully)
        {
            frame.Write(call.Result);
        }
        else
        {
            frame.Fail(call.Error());
        }

        return true;
    }

    private bool WaitFor(ValueTask<TOut> call, Frame frame)
    {
        if (call.IsCompleted)
        {
            frame.Fail(call.Error());
            return true;
        }

        frame.Slot<PendingCall<TOut>>(slot).Call = call;
        return false;
    }
}
