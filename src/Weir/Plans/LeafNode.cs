namespace Weir;

/// <summary>Calls a step, and nothing else. One class for each way to call one, for every indirection costs a nanosecond.</summary>
internal abstract class LeafNode<TIn, TOut>(string name, int slot) : Node<TOut>(name)
{
    public static LeafNode<TIn, TOut> Of(string name, Step<TIn, TOut> step, int slot) => step switch
    {
        DelegateStep<TIn, TOut> delegated => new DelegateNode(name, delegated.Body, slot),
        FunctionStep<TIn, TOut> function => new FunctionNode(name, function.Body, slot),
        _ => new StepNode(name, step, slot),
    };

    public override bool Hook(Frame frame)
    {
        var call = frame.Slot<PendingCall<TOut>>(slot).Call;
        call.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(frame.ResumeAction);
        return false;
    }

    public override bool Collect(Frame frame)
    {
        frame.Slot<PendingCall<TOut>>(slot).Take(out var call);
        return Take(call, frame);
    }

    protected bool WaitFor(ValueTask<TOut> call, Frame frame)
    {
        if (call.IsCompleted)
        {
            // It may have completed well since it was asked last.
            return Take(call, frame);
        }

        frame.Slot<PendingCall<TOut>>(slot).Call = call;
        return false;
    }

    private static bool Take(ValueTask<TOut> call, Frame frame)
    {
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

    private sealed class StepNode(string name, Step<TIn, TOut> step, int slot) : LeafNode<TIn, TOut>(name, slot)
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
    }

    private sealed class DelegateNode(string name, Func<TIn, StepContext, ValueTask<TOut>> body, int slot) : LeafNode<TIn, TOut>(name, slot)
    {
        public override bool Execute(Frame frame)
        {
            var call = body(frame.Read<TIn>(), frame.Context);
            if (call.IsCompletedSuccessfully)
            {
                frame.Write(call.Result);
                return true;
            }

            return WaitFor(call, frame);
        }
    }

    private sealed class FunctionNode(string name, Func<TIn, TOut> body, int slot) : LeafNode<TIn, TOut>(name, slot)
    {
        public override bool Execute(Frame frame)
        {
            frame.Write(body(frame.Read<TIn>()));
            return true;
        }
    }
}
