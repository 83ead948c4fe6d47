namespace Weir;

/// <summary>Calls a step, and nothing else.</summary>
internal abstract class LeafNode<TIn, TOut>(string name, int slot) : Node<TOut>(name)
{
    public static LeafNode<TIn, TOut> Of(string name, Step<TIn, TOut> step, int slot) => step switch
    {
        DelegateStep<TIn, TOut> delegated => new CallNode<TIn, TOut, DelegateCall<TIn, TOut>>(name, new(delegated.Body), slot),
        FunctionStep<TIn, TOut> function => new CallNode<TIn, TOut, FunctionCall<TIn, TOut>>(name, new(function.Body), slot),
        _ => new CallNode<TIn, TOut, StepCallee<TIn, TOut>>(name, new(step), slot),
    };

    public sealed override bool Hook(Frame frame)
    {
        var call = frame.Slot<PendingCall<TOut>>(slot).Call;
        call.ConfigureAwait(RunQueue.IsHere).GetAwaiter().UnsafeOnCompleted(frame.ResumeAction);
        return false;
    }

    public sealed override bool Collect(Frame frame)
    {
        frame.Slot<PendingCall<TOut>>(slot).Take(out var call);
        return Take(call, frame);
    }

    /// <summary>
    /// Executes the step for the item that the frame is at and, as long as each ends at once and well, for the next ones. The
    /// result is that of <see cref="Node.Execute"/> for the item that the frame is at then.
    /// </summary>
    public abstract bool ExecuteMany(Frame frame, ItemRun<TIn, TOut> run);

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
}
